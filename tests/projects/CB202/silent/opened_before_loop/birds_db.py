"""Sightings of birds."""
from couchbase.bucket import Bucket


def connect():
    return Bucket("couchbase://birds.example/sightings", username="birds", password="pw")
