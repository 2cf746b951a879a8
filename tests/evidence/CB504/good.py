"""A callback of Twisted reads through txcouchbase, and the reactor goes on until the answer comes."""

import sys
import time

import txcouchbase  # chooses the reactor, and has to come before it
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions
from twisted.internet import reactor
from twisted.internet.defer import inlineCallbacks
from twisted.internet.task import LoopingCall
from txcouchbase.cluster import TxCluster

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

beats = []


def beat():
    beats.append(time.monotonic())


@inlineCallbacks
def read():
    cluster = TxCluster(NODE, OPTIONS)
    yield cluster.on_connect()
    collection = cluster.bucket("travel").default_collection()
    yield collection.get("slow hotel")
    reactor.callLater(0.2, reactor.stop)


LoopingCall(beat).start(0.02)
reactor.callLater(0.2, read)
reactor.run()
print("longest pause of the loop:", max(after - before for before, after in zip(beats, beats[1:])))
