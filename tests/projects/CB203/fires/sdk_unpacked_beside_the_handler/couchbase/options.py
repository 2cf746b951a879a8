"""Stands for a module of the SDK."""


class ClusterOptions:
    def __init__(self, *given):
        self.given = given
