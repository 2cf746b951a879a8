"""The alarms of a siren."""
from couchbase.bucket import Bucket


def alarms():
    return Bucket("couchbase://siren.example/alarms", username="siren", password="pw", quiet=True)
