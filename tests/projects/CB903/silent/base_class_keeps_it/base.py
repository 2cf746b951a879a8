# options: --extend-select=CB903
class Base:
    def __init__(self, bucket):
        self.bucket = bucket
