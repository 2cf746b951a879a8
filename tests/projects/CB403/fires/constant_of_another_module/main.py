import os

import config
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    auth = PasswordAuthenticator("app", os.environ["CB_PASSWORD"])
    cluster = Cluster(config.CONNECTION_STRING, ClusterOptions(auth))  # CB403: "Cluster 'db1,db2' of 4.x ignores the bucket 'orders'"
    print(cluster.bucket(config.BUCKET).default_collection().get("order::17").content_as[dict])
    cluster.close()


if __name__ == "__main__":
    main()
