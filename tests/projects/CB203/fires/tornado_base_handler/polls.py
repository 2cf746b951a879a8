"""The handlers of the poll; what they use is opened in the base."""
from tornado.web import Application

from base import BaseHandler


class PollHandler(BaseHandler):
    def get(self, key):
        self.write(self.bucket.get(key).value)  # CB501


class VoteHandler(BaseHandler):
    def post(self, key):
        self.bucket.counter(key, initial=1)  # CB501
        self.set_status(204)


application = Application([(r"/poll/(\w+)", PollHandler), (r"/vote/(\w+)", VoteHandler)])
