import sys

from pool import executor

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://index.example/words")


def add(word):
    bucket.counter(word, delta=1, initial=1)


list(executor.map(add, sys.argv[1:]))  # CB502
