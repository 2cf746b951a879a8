from couchbase.bucket import Bucket

plants = Bucket("couchbase://garden.local/plants")


def water(name):
    plants.upsert(name, {"watered": True})
