class Repo:
    def __init__(self, bucket):
        self.bucket = bucket
