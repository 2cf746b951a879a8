import refresh

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    cluster = Cluster("couchbase://rates.example", ClusterOptions(PasswordAuthenticator("rates", "rates-pw")))
    thread = refresh.start(cluster.bucket("rates").default_collection(), ["eur", "usd"])
    thread.join()
    cluster.close()


if __name__ == "__main__":
    main()
