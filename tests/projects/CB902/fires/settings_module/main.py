# options: --extend-select=CB902
import settings

from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://shop.local")
cluster.authenticate(PasswordAuthenticator(settings.USER, settings.PASSWORD))  # CB902
print(cluster.open_bucket("orders").get("1").value)
