from gevent import Greenlet


class Task(Greenlet):
    """Something that is done beside."""

    def __init__(self, bucket):
        Greenlet.__init__(self)
        self.bucket = bucket

    def _run(self):
        self.work()

    def work(self):
        raise NotImplementedError
