import threading

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://yard.example.com", ClusterOptions(PasswordAuthenticator("yard", "pw")))


def copy():
    from remote import connect

    return connect("copy.example.com")


def prepare(name):
    threading.Thread(target=cluster.bucket, args=(name,)).start()


def main():
    cluster.close()
    cluster.bucket("gates")  # CB302


if __name__ == "__main__":
    main()
