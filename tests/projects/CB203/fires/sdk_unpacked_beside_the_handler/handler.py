"""The SDK lies beside the handler, as what is uploaded to a cloud has it: it is the SDK all the same."""
import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def lambda_handler(event, context):
    options = ClusterOptions(PasswordAuthenticator("orders", os.environ["CB_PASSWORD"]))
    cluster = Cluster(os.environ["CB_HOST"], options)  # CB203: "lambda_handler"
    return cluster.bucket("orders").default_collection().get(event["id"]).content_as[dict]
