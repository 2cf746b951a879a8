from poller import Poller

from couchbase.cluster import Cluster, ClusterOptions
from couchbase_core.cluster import PasswordAuthenticator


def main():
    cluster = Cluster("couchbase://meters", ClusterOptions(PasswordAuthenticator("m", "m-pw")))
    readings = cluster.bucket("readings").default_collection()
    poller = Poller(readings, "meter:1")
    poller.start()  # CB502: "by the thread that starts it"
    for number in range(100):
        readings.upsert(f"reading:{number}", {"value": number})


main()
