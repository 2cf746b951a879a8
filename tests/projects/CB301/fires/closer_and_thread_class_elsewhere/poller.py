import threading
import time


class Poller(threading.Thread):
    def __init__(self, bucket, key):
        super().__init__(daemon=True)
        self.bucket = bucket
        self.key = key

    def run(self):
        while True:
            self.bucket.touch(self.key, ttl=60)
            time.sleep(20)
