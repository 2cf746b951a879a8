class Journal:
    def __init__(self, path, bucket):
        self.log = open(path, "a")
        self.bucket = bucket

    def write(self, key, value):
        self.log.write(key + "\n")
        self.bucket.upsert(key, value)

    def close(self):
        self.log.close()
