"""Connections of the shepherd."""
from couchbase.bucket import Bucket


def flock():
    return Bucket("couchbase://sheep.example/sheep", username="dog", password="pw")
