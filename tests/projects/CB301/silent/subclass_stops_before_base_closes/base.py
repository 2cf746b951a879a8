from couchbase.bucket import Bucket


class Component:
    def __init__(self, connstr):
        self.bucket = Bucket(connstr)

    def stop(self):
        """Subclasses end their work here."""

    def close(self):
        self.stop()
        self.bucket._close()
