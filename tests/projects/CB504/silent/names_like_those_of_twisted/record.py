from couchbase.bucket import Bucket

from twisted_like import Protocol


class Recorder(Protocol):
    def __init__(self):
        self.bucket = Bucket("couchbase://tape.local/tape")

    def dataReceived(self, data):
        self.bucket.append("tape", data)


recorder = Recorder()
recorder.feed(["a", "b"])
