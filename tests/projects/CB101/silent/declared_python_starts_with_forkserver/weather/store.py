from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

login = PasswordAuthenticator("weather", "secret")
readings = Cluster("couchbase://weather.local", ClusterOptions(login)).bucket("weather").default_collection()
