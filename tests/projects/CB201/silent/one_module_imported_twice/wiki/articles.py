"""Articles."""
from .db import cluster

_articles = cluster.bucket("wiki").collection("articles")


def text(name):
    return _articles.get(name).content_as[dict]["text"]
