"""A gallery asks for its own cluster."""
from .db import connect


class Gallery:
    def __init__(self, title):
        self.title = title
        self.cluster = connect()
        self.pictures = self.cluster.bucket("media").scope("art").collection("pictures")

    def add(self, name, url):
        self.pictures.upsert(f"{self.title}/{name}", {"url": url})
