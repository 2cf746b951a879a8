from couchbase.bucket import Bucket


def attach(context):
    context.bucket = Bucket("couchbase://tool.local/settings")
