from couchbase.bucket import Bucket


class Exporter:
    def __init__(self, connstr):
        self.bucket = Bucket(connstr)

    @staticmethod
    def upper(text):
        return text.upper()
