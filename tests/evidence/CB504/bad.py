"""A callback of Twisted reads through the sync flavour, and the reactor stands still until the answer comes."""

import sys
import time

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from twisted.internet import reactor
from twisted.internet.task import LoopingCall

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

collection = Cluster(NODE, OPTIONS).bucket("travel").default_collection()
beats = []


def beat():
    beats.append(time.monotonic())


def read():
    collection.get("slow hotel")  # CB504
    reactor.callLater(0.2, reactor.stop)


LoopingCall(beat).start(0.02)
reactor.callLater(0.2, read)
reactor.run()
print("longest pause of the loop:", max(after - before for before, after in zip(beats, beats[1:])))
