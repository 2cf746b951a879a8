import os

HOST = os.environ.get("CB_HOST", "localhost/orders")
CONNECTION_STRING = os.getenv("CB_CONNECTION_STRING", f"couchbase://{HOST}?wait=4")
