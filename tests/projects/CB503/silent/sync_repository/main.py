from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from repository import Repository

cluster = Cluster("couchbase://s.example", ClusterOptions(PasswordAuthenticator("s", "s-pw")))
repository = Repository(cluster.bucket("s").default_collection())
repository.save("k", {"n": 1})
cluster.close()
