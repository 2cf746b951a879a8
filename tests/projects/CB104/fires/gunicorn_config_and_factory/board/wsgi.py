from board import open_store

messages = open_store()  # CB104


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [messages.get(environ["PATH_INFO"]).value.encode()]
