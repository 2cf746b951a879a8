class Bucket:
    """Keeps documents for the tests of the shop."""

    def __init__(self, connstr):
        self.name = connstr.rpartition("/")[2]
        self._documents = {}

    def upsert(self, key, document):
        self._documents[key] = document
