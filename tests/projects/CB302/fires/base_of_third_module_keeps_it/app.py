import os
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from myaudit import Audit


def main():
    cluster = Cluster("couchbase://db", ClusterOptions(PasswordAuthenticator("u", os.environ["P"])))
    plugin = Audit(cluster)
    print(1)
    plugin.finish()
    print(cluster.ping())  # CB302


main()
