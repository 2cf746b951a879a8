class Base:
    def __init__(self, cluster):
        self.cluster = cluster
