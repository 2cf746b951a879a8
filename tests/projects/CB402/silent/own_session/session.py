class Session:
    def __init__(self, bucket):
        self.bucket = bucket

    def authenticate(self, user):
        self.bucket.upsert("user", user)
