from couchbase.cluster import Cluster


class Connected:
    def __init__(self, host, password):
        self.cluster = Cluster(host)
        self.bucket = self.cluster.open_bucket("orders", password=password)
