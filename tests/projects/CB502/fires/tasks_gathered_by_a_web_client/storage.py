from couchbase.bucket import Bucket

pages = Bucket("couchbase://crawl.example/pages")


def save(url, text):
    pages.upsert(url, {"text": text})
