from clinic.db import bucket


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [bucket.get(environ["PATH_INFO"]).value.encode()]
