"""One invocation of an AWS Lambda function closes what the next one needs."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

cluster = Cluster(NODE, OPTIONS)


def lambda_handler(event, context):
    found = cluster.bucket("travel").default_collection().get(event["key"]).content_as[dict]
    cluster.close()  # CB304
    return found
