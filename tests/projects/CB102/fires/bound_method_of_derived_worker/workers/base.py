from clients.wrapper import StoreClient


class BaseWorker:
    def __init__(self, connstr):
        self.client = StoreClient(connstr)
        self.done = False

    def store(self, key, document):
        self.client.save(key, document)
