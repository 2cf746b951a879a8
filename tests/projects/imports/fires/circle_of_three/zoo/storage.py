from couchbase.bucket import Bucket

from . import animals

bucket = Bucket("couchbase://zoo.example/zoo")


def close():
    bucket._close()


def lion():
    return animals.keeper_of("lion")
