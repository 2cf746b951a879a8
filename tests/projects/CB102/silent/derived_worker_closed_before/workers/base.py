from clients.wrapper import StoreClient


class BaseWorker:
    def __init__(self, connstr):
        self.client = StoreClient(connstr)

    def hang_up(self):
        self.client.close()
