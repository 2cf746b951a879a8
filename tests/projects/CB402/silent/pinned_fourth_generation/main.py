from couchbase.cluster import Cluster

from options import options


def main():
    cluster = Cluster("couchbases://db.example.com", options(input()))
    print(cluster.bucket("beers").default_collection().get("stout"))
    cluster.set_authenticator(None)


main()
