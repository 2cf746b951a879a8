from couchbase.bucket import Bucket


class Level:
    def __init__(self, number, bucket):
        self.number = number
        self.bucket = bucket


def load(number):
    return Level(number, Bucket("couchbase://game.local/levels"))
