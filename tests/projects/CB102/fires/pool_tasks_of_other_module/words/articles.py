from couchbase.bucket import Bucket

_articles = Bucket("couchbase://news.local/articles")


def count(key):
    return len(_articles.get(key).value.split())
