from txcouchbase.bucket import Bucket


class Store:
    def __init__(self):
        self.bucket = Bucket("couchbase://news.local/pages", password="pw")

    def save(self, url, body):
        return self.bucket.upsert(url, {"size": len(body)})
