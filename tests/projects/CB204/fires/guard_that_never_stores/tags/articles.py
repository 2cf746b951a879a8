"""Tags of articles: meant to share one bucket, they get one for each call."""
from tags.store import Store


def tags_of(article):
    return Store.bucket().get(article).value["tags"]  # CB204


def tag(article, name):
    Store.bucket().list_append(article, name)  # CB204
