from couchbase.cluster import Cluster


class Connected:
    def __init__(self, host):
        self.cluster = Cluster(host)
