"""One bucket for the gate, opened with the first visitor."""
from couchbase.bucket import Bucket


class Holder:
    bucket = None


def visits():
    if not Holder.bucket:
        Holder.bucket = Bucket("couchbase://gate.example/visits", username="gate", password="pw")
    return Holder.bucket
