"""What all handlers of the library have in common."""
from tornado.web import RequestHandler

from couchbase.cluster import Cluster, ClusterOptions, PasswordAuthenticator

cluster = Cluster("couchbase://library.example.com", ClusterOptions(PasswordAuthenticator("library", "pw")))
books = cluster.bucket("library").default_collection()


class BaseHandler(RequestHandler):
    def get_current_user(self):
        return books.get(self.get_cookie("reader")).content_as[dict]  # CB501

    def load(self, key):
        return books.get(key).content_as[dict]
