from base import BaseHandler


class BookHandler(BaseHandler):
    def get(self, key):
        self.write(self.load(key))  # CB501: "Collection.get() in base.py line 15"


class TitleHandler(BaseHandler):
    async def get(self, key):
        self.write(self.load(key)["title"])  # CB501
