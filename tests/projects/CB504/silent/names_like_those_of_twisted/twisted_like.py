"""Nothing of Twisted's: a base class of the project."""


class Protocol:
    def dataReceived(self, data):
        raise NotImplementedError

    def feed(self, chunks):
        for chunk in chunks:
            self.dataReceived(chunk)
