from couchbase.bucket import Bucket


class Catalog:
    def __init__(self, connstr):
        self.books = Bucket(connstr)

    def title(self, key):
        return self.books.get(key).value["title"]
