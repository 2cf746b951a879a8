class Bucket:
    def __init__(self, host, bucket):
        self.host, self.bucket = host, bucket
