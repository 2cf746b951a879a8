from tornado.web import RequestHandler

from handlers.storage import bucket


class Handler(RequestHandler):
    def on_finish(self):
        bucket._close()  # CB304: "on_finish()"
