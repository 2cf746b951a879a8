"""What all handlers of the poll have in common."""
from tornado.web import RequestHandler

from couchbase.bucket import Bucket


class BaseHandler(RequestHandler):
    def prepare(self):
        self.bucket = Bucket("couchbase://polls.example.com/polls", username="poll", password="pw")  # CB203  # CB501

    def on_finish(self):
        self.bucket._close()
