from handlers.base import Handler
from handlers.storage import bucket


class Beer(Handler):
    def get(self, name):
        self.write(bucket.get(name).value)  # CB501
