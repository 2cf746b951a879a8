class Saver:
    def __init__(self, bucket):
        self.bucket = bucket

    def save(self, future):
        self.bucket.upsert("answer", future.result())
