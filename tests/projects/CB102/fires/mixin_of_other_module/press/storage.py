from couchbase.bucket import Bucket


class Stored:
    def open(self):
        self.pages = Bucket("couchbase://press.local/pages")

    def put(self, number, text):
        self.pages.upsert(number, text)
