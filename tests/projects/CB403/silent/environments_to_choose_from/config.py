import os


class Development:
    URL = "couchbase://localhost/shop"


class Production:
    URL = "couchbases://cb.example.net"


def current():
    return Production if os.environ.get("STAGE") == "production" else Development
