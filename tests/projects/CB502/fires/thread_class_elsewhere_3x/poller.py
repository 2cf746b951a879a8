import threading


class Poller(threading.Thread):
    def __init__(self, collection, key):
        super().__init__(daemon=True)
        self.collection = collection
        self.key = key

    def run(self):
        while True:
            self.collection.get(self.key)
