"""The server patches; the report is a program of its own."""
from gevent import monkey

monkey.patch_all()

from gevent.pywsgi import WSGIServer  # noqa: E402


def application(environ, start_response):
    start_response("200 OK", [])
    return [b"ok"]


if __name__ == "__main__":
    WSGIServer(("", 8080), application).serve_forever()
