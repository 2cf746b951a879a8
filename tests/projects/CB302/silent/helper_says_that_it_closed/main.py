import sys

from idle import stop_if_idle

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    cluster = Cluster("couchbase://jobs.example", ClusterOptions(PasswordAuthenticator("job", "job-pw")))
    jobs = cluster.bucket("jobs").default_collection()
    if stop_if_idle(cluster, sys.argv[1:]):
        return
    for name in sys.argv[1:]:
        jobs.upsert(name, {"state": "new"})


if __name__ == "__main__":
    main()
