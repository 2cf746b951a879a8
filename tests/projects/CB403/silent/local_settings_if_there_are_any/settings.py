URL = "couchbase://localhost/shop"

try:
    from local_settings import URL
except ImportError:
    URL = "couchbase://localhost"
