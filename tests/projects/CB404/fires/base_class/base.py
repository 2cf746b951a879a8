from couchbase.cluster import Cluster


class Connected:
    dsn = "couchbases://db.example.com?tls_verify=none"

    def __init__(self, options):
        self.cluster = Cluster(self.dsn, options)  # CB404
