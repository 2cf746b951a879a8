from couchbase.bucket import Bucket

BATCH = 50

parts = Bucket("couchbase://plant.local/parts")


def part(number):
    return parts.get(number).value
