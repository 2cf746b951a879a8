import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from retry import retried

login = ClusterOptions(PasswordAuthenticator("stock", os.environ["STOCK_PASSWORD"]))
cluster = Cluster("couchbase://stock.example", login)
items = cluster.bucket("stock").default_collection()


@retried(times=3)
def count(item):
    return items.get(item).value["count"]  # CB302: "closed on line 19"


before = count("stout")
cluster.close()
print(before, count("porter"))
