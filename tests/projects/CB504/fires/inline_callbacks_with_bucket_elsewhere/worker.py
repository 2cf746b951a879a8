from twisted.internet import reactor
from twisted.internet.defer import inlineCallbacks
from twisted.internet.task import deferLater

from db import bucket, next_job


@inlineCallbacks
def work():
    while True:
        job = next_job()  # CB504: "db.py line 3"
        if job is None:
            yield deferLater(reactor, 5, print, "idle")
        else:
            bucket.upsert(job["id"], {"state": "done"})  # CB504
            yield deferLater(reactor, 0, print, job["id"])


work()
reactor.run()
