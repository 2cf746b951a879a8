from tools.background import in_background

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@in_background
def _count(collection, name):
    collection.upsert("visits", {"name": name})


def main():
    cluster = Cluster("couchbases://stats.example", ClusterOptions(PasswordAuthenticator("stat", "stat-pw")))
    visits = cluster.bucket("stats").default_collection()
    try:
        _count(visits, "front page")
    finally:
        cluster.close()  # CB301


if __name__ == "__main__":
    main()
