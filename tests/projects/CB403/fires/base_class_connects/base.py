from couchbase.cluster import Cluster, PasswordAuthenticator


class Repository:
    url = None
    bucket_name = "default"

    def __init__(self, user, password):
        cluster = Cluster(self.url)
        cluster.authenticate(PasswordAuthenticator(user, password))
        self.bucket = cluster.open_bucket(self.bucket_name)
