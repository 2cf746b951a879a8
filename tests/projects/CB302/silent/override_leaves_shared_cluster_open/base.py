class Repository:
    def __init__(self, cluster):
        self.cluster = cluster
        self.documents = cluster.bucket("farm").default_collection()

    def close(self):
        self.cluster.close()
