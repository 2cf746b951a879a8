class Repository:
    def __init__(self, collection):
        self.collection = collection

    def save(self, key, value):
        return self.collection.upsert(key, value)

    def load(self, key):
        return self.collection.get(key)
