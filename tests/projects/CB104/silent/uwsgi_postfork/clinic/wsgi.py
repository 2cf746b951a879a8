from clinic import db
from uwsgidecorators import postfork


@postfork
def prepare():
    db.connect()


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [db.bucket.get(environ["PATH_INFO"]).value.encode()]
