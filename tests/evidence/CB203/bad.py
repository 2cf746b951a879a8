"""Each invocation of an AWS Lambda function connects."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))


def lambda_handler(event, context):
    cluster = Cluster(NODE, OPTIONS)  # CB203
    return cluster.bucket("travel").default_collection().get(event["key"]).content_as[dict]
