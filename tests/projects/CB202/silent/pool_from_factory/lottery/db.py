"""Connections of the lottery."""
from couchbase.bucket import Bucket


def connect(name):
    return Bucket("couchbase://lottery.example/" + name, username="lottery", password="pw")
