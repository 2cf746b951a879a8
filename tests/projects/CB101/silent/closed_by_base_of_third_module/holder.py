from mybase import Closer


class Holder(Closer):
    def __init__(self, bucket):
        self.bucket = bucket
