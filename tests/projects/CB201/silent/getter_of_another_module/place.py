"""Where the servers are, for all modules."""


class Place:
    def __init__(self):
        self.url = "couchbase://localhost"


place = Place()


def current():
    return place.url
