"""Where the servers are; a program may say that it means those for tests."""

URL = "couchbase://localhost"


def use_tests():
    global URL
    URL = "couchbase://tests.example.org"


def get_url():
    return URL
