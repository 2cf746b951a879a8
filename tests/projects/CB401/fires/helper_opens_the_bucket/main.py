from couchbase.cluster import Cluster

from buckets import bucket_of


def main():
    cluster = Cluster("couchbase://shop.local")
    print(bucket_of(cluster, "orders").get("1").value)  # CB401


main()
