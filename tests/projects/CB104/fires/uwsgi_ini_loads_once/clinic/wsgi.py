# Workers are forked from the process that has loaded this module.
from clinic.repository import name_of  # CB104


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [name_of(environ["PATH_INFO"]).encode()]
