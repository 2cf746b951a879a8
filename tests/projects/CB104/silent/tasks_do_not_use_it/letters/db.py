from couchbase.bucket import Bucket

SENDER = "office@letters.local"

addresses = Bucket("couchbase://letters.local/addresses")


def address(name):
    return addresses.get(name).value
