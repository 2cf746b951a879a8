"""Stands for a module of the SDK."""


class Bucket:
    def __init__(self, cluster, name):
        self.cluster, self.name = cluster, name
