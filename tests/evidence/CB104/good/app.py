"""An application that each worker loads for itself, with a connection of its own."""

import json
import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{os.environ['NODE_PORT']}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

collection = Cluster(NODE, OPTIONS).bucket("travel").default_collection()


def application(environ, start_response):
    found = collection.get("hotel").content_as[dict]
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(found).encode()]
