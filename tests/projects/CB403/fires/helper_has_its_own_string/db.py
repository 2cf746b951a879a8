"""The string of this file is this file's affair, whoever calls."""
from couchbase.bucket import Bucket


def open_bucket_on(host, name="orders"):
    return Bucket("couchbase://{}/{}?timeuot=4".format(host, name))  # CB403: "write 'timeout'"
