"""The words of the findings: one line that names the object, where it began, and what to do."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from flake8_cb.project.configuration import settings_for
from flake8_cb.rules import RULES, Rule
from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
from multiprocessing import Pool, Process
from threading import Thread
from couchbase.bucket import Bucket
from couchbase.cluster import Cluster
"""

#: Program (it begins on line 5), generation, and the line and text of each of its findings.
MESSAGES = {
    "CB101": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
Process(target=print).start()
""",
        ["7 CB101 Bucket 'beer' (opened on line 6) is open when Process.start() forks: open it in the child"],
    ),
    "CB101 and more": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
w = Bucket("couchbase://h/wine", password="hops")
j = Bucket("couchbase://h/juice", password="hops")
Process(target=print).start()
""",
        [
            (
                "9 CB101 Bucket 'beer' (opened on line 6) and 2 more are open when Process.start() forks: "
                "open it in the child"
            ),
        ],
    ),
    "CB101 class of the program": (
        2,
        """
class Cellar(Bucket):
    pass
b = Cellar("couchbase://h/beer", password="hops")
Process(target=print).start()
""",
        ["9 CB101 Cellar 'beer' (opened on line 8) is open when Process.start() forks: open it in the child"],
    ),
    "CB101 cluster": (
        4,
        """
c = Cluster("couchbase://i,h", auth)
Process(target=print).start()
""",
        ["7 CB101 Cluster 'h,i' (opened on line 6) is open when Process.start() forks: open it in the child"],
    ),
    "CB101 pool": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
Pool()
""",
        ["7 CB101 Bucket 'beer' (opened on line 6) is open when Pool() forks: open it in the child"],
    ),
    "CB101 process of the program": (
        2,
        """
class Worker(Process):
    def run(self):
        pass
b = Bucket("couchbase://h/beer", password="hops")
Worker().start()
""",
        ["10 CB101 Bucket 'beer' (opened on line 9) is open when Worker.start() forks: open it in the child"],
    ),
    "CB101 target that is not known": (
        2,
        """
b = Bucket(input())
Process(target=print).start()
""",
        ["7 CB101 Bucket (opened on line 6) is open when Process.start() forks: open it in the child"],
    ),
    "CB102": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
def work():
    b.get("k")
Process(target=work).start()
""",
        [
            (
                "9 CB102 Bucket 'beer' (opened on line 6) is used in the child that Process.start() forks: "
                "open it in the child"
            ),
        ],
    ),
    "CB102 parameter": (
        2,
        """
def run(b: Bucket):
    b.get("k")
    Process(target=work, args=(b,)).start()
def work(b):
    b.get("k")
""",
        ["8 CB102 Bucket (given on line 6) is used in the child that Process.start() forks: open it in the child"],
    ),
    "CB103": (
        2,
        """
pool = Pool()
b = Bucket("couchbase://h/beer", password="hops")
pool.apply(print, (b,))
""",
        ["8 CB103 Bucket 'beer' (opened on line 7) cannot be pickled for Pool.apply(): pass what it takes to open one"],
    ),
    "CB103 and more": (
        2,
        """
pool = Pool()
b = Bucket("couchbase://h/beer", password="hops")
w = Bucket("couchbase://h/wine", password="hops")
j = Bucket("couchbase://h/juice", password="hops")
pool.map(print, [b, w, j])
""",
        [
            (
                "10 CB103 Bucket 'beer' (opened on line 7) and 2 more cannot be pickled for Pool.map(): "
                "pass what it takes to open one"
            ),
        ],
    ),
    "CB104": (
        2,
        """
from celery import Celery
app = Celery("beers")
b = Bucket("couchbase://h/beer", password="hops")
@app.task
def rate(key):
    b.get(key)
""",
        ["8 CB104 Bucket 'beer' (opened on line 8) is opened before Celery forks its workers: open it in each worker"],
    ),
    "CB104 ready": (
        2,
        """
from django.apps import AppConfig
class Beers(AppConfig):
    def ready(self):
        self.b = Bucket("couchbase://h/beer", password="hops")
""",
        [
            (
                "9 CB104 Bucket 'beer' (opened on line 9) is opened before a server that loads the application forks "
                "its workers (AppConfig.ready() runs in their parent): open it in each worker"
            ),
        ],
    ),
    "CB201": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
c = Bucket("couchbase://h/beer", password="hops")
""",
        [
            (
                "7 CB201 Bucket 'beer' is connected to a second time, the connection opened on line 6 is still open: "
                "use that one"
            ),
        ],
    ),
    "CB202": (
        2,
        """
for key in "ab":
    b = Bucket("couchbase://h/beer", password="hops")
    b.get(key)
""",
        ["7 CB202 Bucket 'beer' is opened in each turn of the loop of line 6: open it before the loop"],
    ),
    "CB203": (
        2,
        """
from flask import Flask
app = Flask("beers")
@app.route("/")
def show():
    return Bucket("couchbase://h/beer", password="hops").get("k").value
""",
        [
            (
                "10 CB203 Bucket 'beer' (opened on line 10) is opened anew each time that show() is called: "
                "open it once, where the process starts"
            ),
        ],
    ),
    "CB203 page": (
        2,
        """
import streamlit as st
b = Bucket("couchbase://h/beer", password="hops")
st.write(b.get("k").value)
""",
        [
            (
                "7 CB203 Bucket 'beer' (opened on line 7) is opened anew each time that the page is drawn: "
                "open it once, where the process starts"
            ),
        ],
    ),
    "CB204": (
        2,
        """
def read(key):
    b = Bucket("couchbase://h/beer", password="hops")
    return b.get(key).value
""",
        ["7 CB204 Bucket 'beer' (opened on line 7) is opened in each call of read(): open it once and pass it in"],
    ),
    "CB205": (
        2,
        """
class Store:
    def __init__(self):
        self.b = Bucket("couchbase://h/beer", password="hops")
one = Store()
two = Store()
""",
        ["8 CB205 Bucket 'beer' (opened on line 8) is opened by every Store, and several are made: share one"],
    ),
    "CB205 framework": (
        2,
        """
from django.db import models
class Beer(models.Model):
    def __init__(self):
        self.b = Bucket("couchbase://h/beer", password="hops")
""",
        ["9 CB205 Bucket 'beer' (opened on line 9) is opened by every Beer, and Models are made in numbers: share one"],
    ),
    "CB301 future": (
        2,
        """
from acouchbase.bucket import Bucket as AsyncBucket
b = AsyncBucket("couchbase://h/beer", password="hops")
b.get("k")
b._close()
""",
        [
            (
                "9 CB301 Bucket 'beer' (opened on line 7) is closed while an operation on line 8 may be pending: "
                "await its future first"
            ),
        ],
    ),
    "CB301 pipeline": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
with b.pipeline():
    b.get("k")
    b._close()
""",
        [
            (
                "9 CB301 Bucket 'beer' (opened on line 6) is closed while operations in a pipeline on line 8 "
                "may be pending: close it after the block"
            ),
        ],
    ),
    "CB301 rows": (
        4,
        """
c = Cluster("couchbase://h", auth)
for row in c.query("SELECT 1"):
    c.close()
    break
""",
        [
            (
                "8 CB301 Cluster 'h' (opened on line 6) is closed while rows read in part on line 7 may be pending: "
                "read the rows to the end first"
            ),
        ],
    ),
    "CB301 task": (
        2,
        """
from concurrent.futures import ThreadPoolExecutor
b = Bucket("couchbase://h/beer", password="hops")
with ThreadPoolExecutor() as pool:
    pool.submit(b.get, "k")
    b._close()
""",
        [
            (
                "10 CB301 Bucket 'beer' (opened on line 7) is closed while an executor's task on line 9 may be "
                "pending: wait for the task first"
            ),
        ],
    ),
    "CB301 task of asyncio": (
        4,
        """
import asyncio
from acouchbase.cluster import AsyncCluster
async def stop(cluster: AsyncCluster):
    asyncio.create_task(cluster.ping())
    await cluster.close()
""",
        [
            (
                "10 CB301 AsyncCluster (given on line 8) is closed while a task on line 9 may be pending: "
                "await the task first, or cancel it and await it"
            ),
        ],
    ),
    "CB301 thread": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
def work():
    b.get("k")
Thread(target=work).start()
b._close()
""",
        [
            (
                "10 CB301 Bucket 'beer' (opened on line 6) is closed while a thread on line 9 may be pending: "
                "join the thread first"
            ),
        ],
    ),
    "CB302": (
        2,
        """
b = Bucket(input())
b._close()
b.get("k")
""",
        ["8 CB302 Bucket (closed on line 7) is used by Bucket.get(): use it before it is closed, or open a new one"],
    ),
    "CB302 handle": (
        4,
        """
c = Cluster(input(), auth)
k = c.bucket("beer").default_collection()
c.close()
k.get("k")
""",
        [
            (
                "9 CB302 Cluster (closed on line 8) is used by Collection.get(): "
                "use it before it is closed, or open a new one"
            ),
        ],
    ),
    "CB303": (
        4,
        """
from acouchbase.cluster import AsyncCluster
async def stop(cluster: AsyncCluster):
    cluster.close()
""",
        [
            (
                "8 CB303 AsyncCluster (given on line 7) is not closed, as the coroutine of AsyncCluster.close() "
                "is never awaited: await it"
            ),
        ],
    ),
    "CB303 stack": (
        4,
        """
from contextlib import ExitStack
from acouchbase.cluster import AsyncCluster
async def stop(cluster: AsyncCluster):
    with ExitStack() as stack:
        stack.callback(cluster.close)
        print("stopping")
""",
        [
            (
                "10 CB303 AsyncCluster (given on line 8) is not closed, as the coroutine of AsyncCluster.close() that "
                "ExitStack.callback() calls is never awaited: use push_async_callback() of an AsyncExitStack"
            ),
        ],
    ),
    "CB304": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
def lambda_handler(event, context):
    b._close()
""",
        [
            (
                "8 CB304 Bucket 'beer' (opened on line 6) is shared by the whole process and closed by Bucket._close() "
                "each time that lambda_handler() is called: close it where the process ends"
            ),
        ],
    ),
    "CB401": (
        2,
        """
b = Bucket("couchbase://h/beer")
b.get("k")
""",
        ["6 CB401 Bucket() opens a bucket without credentials: authenticate first"],
    ),
    "CB402": (
        2,
        """
c = Cluster("couchbase://h")
b = c.open_bucket("beer", password="hops")
c.authenticate(username="u", password="p")
b.authenticate(username="u", password="p")
""",
        [
            (
                "8 CB402 Cluster.authenticate() comes too late, the cluster has opened a bucket on line 7: "
                "authenticate before that"
            ),
            (
                "9 CB402 Bucket 'beer' (opened on line 7) cannot authenticate: "
                "authenticate the cluster before it opens the bucket"
            ),
        ],
    ),
    "CB403": (
        2,
        """
Bucket("couchbase://h/beer?timout=4", password=input())
""",
        ["6 CB403 Bucket 'beer' of 2.x refuses the option 'timout' in its connection string: write 'timeout'"],
    ),
    "CB403 and more": (
        2,
        """
Bucket("couchbase://h/beer?a=1&b=2&c=3", password=input())
""",
        [
            (
                "6 CB403 Bucket 'beer' of 2.x refuses the option 'a' in its connection string: "
                "take it out (2 more in this string)"
            ),
        ],
    ),
    "CB403 bucket": (
        2,
        """
Cluster("couchbase://h/beer")
""",
        [
            (
                "6 CB403 Cluster 'h' of 2.x refuses the bucket 'beer' in its connection string: "
                "ask for it with open_bucket()"
            ),
        ],
    ),
    "CB403 certificate": (
        4,
        """
Cluster("couchbase://h?certpath=/ca", None)
""",
        [
            (
                "6 CB403 Cluster 'h' of 4.x ignores 'certpath' without TLS in its connection string: "
                "begin it with 'couchbases://'"
            ),
        ],
    ),
    "CB403 no value": (
        4,
        """
Cluster("couchbase://h?network=", None)
""",
        [
            (
                "6 CB403 Cluster 'h' of 4.x ignores the option 'network' without a value in its connection string: "
                "give a value"
            ),
        ],
    ),
    "CB403 old name": (
        4,
        """
Cluster("couchbase://h?operation_timeout=4", None)
""",
        [
            (
                "6 CB403 Cluster 'h' of 4.x ignores the option 'operation_timeout' of 2.x and 3.x "
                "in its connection string: "
                "set kv_timeout to a timedelta in ClusterTimeoutOptions"
            ),
        ],
    ),
    "CB403 other generation": (
        3,
        """
Cluster("couchbase://h?n1ql_timeout=4", None)
""",
        [
            (
                "6 CB403 Cluster 'h' of 3.x refuses the option 'n1ql_timeout' of 2.x in its connection string: "
                "write 'query_timeout'"
            ),
        ],
    ),
    "CB403 scheme": (
        2,
        """
Bucket("https://h/beer", password=input())
""",
        ["6 CB403 Bucket 'beer' of 2.x refuses the scheme 'https://' in its connection string: write 'couchbases://'"],
    ),
    "CB403 scheme 4.x": (
        4,
        """
Cluster("cb://h", None)
""",
        [
            (
                "6 CB403 Cluster 'h' of 4.x cannot connect by the scheme 'cb://' in its connection string: "
                "write 'couchbase://'"
            ),
        ],
    ),
    "CB403 user": (
        2,
        """
Cluster("couchbase://h?username=me")
""",
        ["6 CB403 Cluster 'h' of 2.x refuses 'username' in its connection string: give it to authenticate()"],
    ),
    "CB403 value": (
        2,
        """
Bucket("couchbase://h/beer?timeout=soon", password=input())
""",
        ["6 CB403 Bucket 'beer' of 2.x cannot take 'timeout=soon' in its connection string: give a number of seconds"],
    ),
    "CB404": (
        3,
        """
c = Cluster("couchbases://h?ssl=no_verify", auth)
""",
        [
            (
                "6 CB404 Cluster() is told by ssl=no_verify to trust every server: "
                "verify its certificate, and name the authority that signed it"
            ),
        ],
    ),
    "CB405": (
        2,
        """
b = Bucket("couchbase://h", "beer", password="hops")
with b.pipeline() as p:
    b.get("k")
""",
        [
            (
                "6 CB405 Bucket() takes a second argument for another connection string, not for the name of a bucket: "
                "name the bucket in the path, as in couchbase://host/bucket"
            ),
            (
                "7 CB405 pipeline() gives nothing to the name after `as`: "
                "keep what pipeline() returns before the with statement, its results are in .results"
            ),
        ],
    ),
    "CB501": (
        4,
        """
k = Cluster(input(), auth).bucket("beer").default_collection()
async def main():
    k.get("k")
""",
        [
            (
                "8 CB501 the event loop is blocked by Collection.get() until Cluster (opened on line 6) answers: "
                "use acouchbase, or call it in a thread (asyncio.to_thread)"
            ),
        ],
    ),
    "CB501 connecting": (
        2,
        """
def connect():
    return Bucket("couchbase://h/beer", username="me", password=input())
async def main():
    return connect()
""",
        [
            (
                "9 CB501 the event loop is blocked by Bucket() on line 7 until Bucket 'beer' is connected: "
                "use acouchbase, or call it in a thread (asyncio.to_thread)"
            ),
        ],
    ),
    "CB501 rows": (
        4,
        """
c = Cluster(input(), auth)
async def main():
    for row in c.query("SELECT 1"):
        print(row)
""",
        [
            (
                "8 CB501 the event loop is blocked by reading QueryResult until Cluster (opened on line 6) answers: "
                "use acouchbase, or call it in a thread (asyncio.to_thread)"
            ),
        ],
    ),
    "CB502": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
Thread(target=b.get, args=("k",)).start()
Thread(target=b.get, args=("l",)).start()
""",
        [
            (
                "8 CB502 Bucket 'beer' (opened on line 6) is used by what Thread.start() starts here and by the thread "
                "started on line 7 at one time without a common lock: open it in lock mode WAIT, or one in each thread"
            ),
        ],
    ),
    "CB502 beside the starter": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
Thread(target=b.get, args=("k",)).start()
b.get("l")
""",
        [
            (
                "7 CB502 Bucket 'beer' (opened on line 6) is used by what Thread.start() starts here and, on line 8, "
                "by the thread that starts it at one time without a common lock: open it in lock mode WAIT, or one in "
                "each thread"
            ),
        ],
    ),
    "CB502 in a loop": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
for key in "ab":
    Thread(target=b.get, args=(key,)).start()
""",
        [
            (
                "8 CB502 Bucket 'beer' (opened on line 6) is used by several threads of Thread.start() at one time "
                "without a common lock: open it in lock mode WAIT, or one in each thread"
            ),
        ],
    ),
    "CB503": (
        4,
        """
from acouchbase.cluster import AsyncCluster
async def store(cluster: AsyncCluster):
    cluster.bucket("beer").default_collection().upsert("k", {})
""",
        [
            (
                "8 CB503 AsyncCollection.upsert() sends nothing through AsyncCluster (given on line 7), as its "
                "coroutine is never awaited: await it, or make a task of it and keep that"
            ),
        ],
    ),
    "CB901": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
b._close()
""",
        [
            (
                "7 CB901 Bucket._close() closes Bucket 'beer' (opened on line 6) for good, a last resort of the SDK: "
                "let go of the last reference instead"
            ),
        ],
    ),
    "CB902": (
        2,
        """
SECRET = "hops"
b = Bucket("couchbase://h/beer", password=SECRET)
""",
        [
            (
                "7 CB902 Bucket() is given a password that stands in the code on line 6: "
                "read it from the environment or from a secret store"
            ),
        ],
    ),
    "CB903": (
        2,
        """
b = Bucket("couchbase://h/beer", password="hops")
b._close()
""",
        ["6 CB903 nothing is done with Bucket 'beer', only closed again: do not open it"],
    ),
    "CB504": (
        2,
        """
import gevent
b = Bucket("couchbase://h/beer", password="hops")
gevent.spawn(b.get, "k")
""",
        [
            (
                "8 CB504 Bucket 'beer' (opened on line 7)"
                " is used in a greenlet (started on line 8), and makes all others wait: use gcouchbase"
            ),
        ],
    ),
}

#: The module that the programs below import from.
STORE = """\
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://h/beer", password="hops")


def connect():
    return Bucket("couchbase://h/wine", password="hops")


class Store:
    def __init__(self):
        self.b = connect()

    def close(self):
        self.b._close()


def connect_to(connstr, password="hops"):
    return Bucket(connstr, password=password)


def open_stout(cluster):
    return cluster.open_bucket("stout")
"""

#: The module of 4.x that some of the programs below import from.
ASYNC_STORE = """\
from acouchbase.cluster import AsyncCluster


async def connect():
    return await AsyncCluster.connect("couchbase://h", auth)
"""

#: Program beside that module, and its findings: they tell where in the other file it happened.
ACROSS = {
    "CB101": (
        """\
from multiprocessing import Process
from shop.db import bucket
Process(target=print).start()
""",
        [
            (
                "3 CB101 Bucket 'beer' (opened in shop/db.py line 3) is open when Process.start() forks: "
                "open it in the child"
            ),
        ],
    ),
    "CB101 and more": (
        """\
from multiprocessing import Process
from couchbase.bucket import Bucket
from shop.db import bucket
j = Bucket("couchbase://h/juice", password="hops")
Process(target=print).start()
""",
        [
            (
                "5 CB101 Bucket 'juice' (opened on line 4) and 1 more are open when Process.start() forks: "
                "open it in the child"
            ),
        ],
    ),
    "CB102": (
        """\
from multiprocessing import Process
from shop import db
def work():
    db.bucket.get("k")
Process(target=work).start()
""",
        [
            (
                "5 CB102 Bucket 'beer' (opened in shop/db.py line 3) is used in the child that Process.start() forks: "
                "open it in the child"
            ),
        ],
    ),
    "CB103": (
        """\
from multiprocessing import Pool
pool = Pool()
from shop.db import bucket
pool.apply(print, (bucket,))
""",
        [
            (
                "4 CB103 Bucket 'beer' (opened in shop/db.py line 3) cannot be pickled for Pool.apply(): "
                "pass what it takes to open one"
            ),
        ],
    ),
    "CB104": (
        """\
from celery import Celery
from shop.db import bucket
app = Celery("beers")
@app.task
def rate(key):
    bucket.get(key)
""",
        [
            (
                "2 CB104 Bucket 'beer' (opened in shop/db.py line 3) is opened before Celery forks its workers: "
                "open it in each worker"
            ),
        ],
    ),
    "CB201": (
        """\
from shop.db import connect
one = connect()
two = connect()
""",
        [
            (
                "3 CB201 Bucket 'wine' is connected to a second time, the connection opened in shop/db.py line 7 "
                "is still open: use that one"
            ),
        ],
    ),
    "CB202": (
        """\
from shop.db import connect
for key in "ab":
    connect().get(key)
""",
        ["3 CB202 Bucket 'wine' is opened in each turn of the loop of line 2: open it before the loop"],
    ),
    "CB203": (
        """\
from flask import Flask
from shop.db import connect
app = Flask("beers")
@app.route("/")
def show():
    return connect().get("k").value
""",
        [
            (
                "6 CB203 Bucket 'wine' (opened in shop/db.py line 7) is opened anew each time that show() is called: "
                "open it once, where the process starts"
            ),
        ],
    ),
    "CB204": (
        """\
from shop.db import connect
def read(key):
    return connect().get(key).value
""",
        [
            (
                "3 CB204 Bucket 'wine' (opened in shop/db.py line 7) is opened in each call of read(): "
                "open it once and pass it in"
            ),
        ],
    ),
    "CB205": (
        """\
from shop.db import Store
one = Store()
two = Store()
""",
        [
            (
                "3 CB205 Bucket 'wine' (opened in shop/db.py line 7) is opened by every Store, and several are made: "
                "share one"
            ),
        ],
    ),
    "CB301": (
        """\
from threading import Thread
from shop.db import Store
store = Store()
Thread(target=store.b.get, args=("k",)).start()
store.close()
""",
        [
            (
                "5 CB301 Bucket 'wine' (opened in shop/db.py line 7) is closed while a thread on line 4 "
                "may be pending: join the thread first"
            ),
        ],
    ),
    "CB302": (
        """\
from shop.db import Store
store = Store()
store.close()
store.b.get("k")
""",
        [
            (
                "4 CB302 Bucket 'wine' (closed in shop/db.py line 15) is used by Bucket.get(): "
                "use it before it is closed, or open a new one"
            ),
        ],
    ),
    "CB303": (
        """\
import asyncio
from shop.aio import connect
async def _main():
    cluster = await connect()
    cluster.close()
asyncio.run(_main())
""",
        [
            (
                "5 CB303 AsyncCluster 'h' (opened in shop/aio.py line 5) is not closed, as the coroutine of "
                "AsyncCluster.close() is never awaited: await it"
            ),
        ],
    ),
    "CB304": (
        """\
from shop.db import bucket
def lambda_handler(event, context):
    bucket._close()
""",
        [
            (
                "3 CB304 Bucket 'beer' (opened in shop/db.py line 3) is shared by the whole process and closed by "
                "Bucket._close() each time that lambda_handler() is called: close it where the process ends"
            ),
        ],
    ),
    "CB401": (
        """\
from couchbase.cluster import Cluster
from shop.db import open_stout
b = open_stout(Cluster("couchbase://h"))
""",
        ["3 CB401 Cluster.open_bucket() opens a bucket without credentials: authenticate first"],
    ),
    "CB402": (
        """\
from shop.db import bucket
bucket.authenticate(username="u", password="p")
""",
        [
            (
                "2 CB402 Bucket 'beer' (opened in shop/db.py line 3) cannot authenticate: "
                "authenticate the cluster before it opens the bucket"
            ),
        ],
    ),
    "CB403": (
        """\
from shop.db import connect_to
connect_to("couchbase://h/juice?timout=4")
""",
        ["2 CB403 Bucket 'juice' of 2.x refuses the option 'timout' in its connection string: write 'timeout'"],
    ),
    "CB404": (
        """\
from shop.db import connect_to
b = connect_to("couchbases://h/stout?ssl=no_verify")
""",
        [
            (
                "2 CB404 Bucket() is told by ssl=no_verify to trust every server: "
                "verify its certificate, and name the authority that signed it"
            ),
        ],
    ),
    "CB405": (
        """\
from shop.db import bucket
with bucket.pipeline() as p:
    bucket.get("k")
""",
        [
            (
                "2 CB405 pipeline() gives nothing to the name after `as`: "
                "keep what pipeline() returns before the with statement, its results are in .results"
            ),
        ],
    ),
    "CB501": (
        """\
from shop.db import bucket
async def main():
    return bucket.get("k")
""",
        [
            (
                "3 CB501 the event loop is blocked by Bucket.get() "
                "until Bucket 'beer' (opened in shop/db.py line 3) answers: "
                "use acouchbase, or call it in a thread (asyncio.to_thread)"
            ),
        ],
    ),
    "CB502": (
        """\
from threading import Thread
from shop.db import bucket
Thread(target=bucket.get, args=("k",)).start()
Thread(target=bucket.get, args=("l",)).start()
""",
        [
            (
                "4 CB502 Bucket 'beer' (opened in shop/db.py line 3) is used by what Thread.start() starts here and by "
                "the thread started on line 3 at one time without a common lock: open it in lock mode WAIT, or one in "
                "each thread"
            ),
        ],
    ),
    "CB503": (
        """\
import asyncio
from shop.aio import connect
async def _main():
    cluster = await connect()
    cluster.ping()
asyncio.run(_main())
""",
        [
            (
                "5 CB503 AsyncCluster.ping() sends nothing through AsyncCluster 'h' (opened in shop/aio.py line 5), "
                "as its coroutine is never awaited: await it, or make a task of it and keep that"
            ),
        ],
    ),
    "CB901": (
        """\
from shop.db import bucket
bucket._close()
""",
        [
            (
                "2 CB901 Bucket._close() closes Bucket 'beer' (opened in shop/db.py line 3) for good, "
                "a last resort of the SDK: let go of the last reference instead"
            ),
        ],
    ),
    "CB902": (
        """\
from shop.db import connect_to
b = connect_to("couchbase://h/stout", "malt")
""",
        [
            (
                "2 CB902 Bucket() is given a password that stands in the code: "
                "read it from the environment or from a secret store"
            ),
        ],
    ),
    "CB903": (
        """\
from shop.db import connect
def main():
    b = connect()
main()
""",
        ["3 CB903 nothing is done with Bucket 'wine': do not open it"],
    ),
    "CB504": (
        """\
import gevent
from shop.db import bucket
gevent.spawn(bucket.get, "k")
""",
        [
            (
                "3 CB504 Bucket 'beer' (opened in shop/db.py line 3)"
                " is used in a greenlet (started on line 3), and makes all others wait: use gcouchbase"
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_message(name: str) -> None:
    generation, program, expected = MESSAGES[name]
    findings = lint(ast.parse(HEAD + program), Settings(sdk=generation, opinions=frozenset({name.split()[0]})))
    assert [f"{finding.line} {finding.text}" for finding in findings] == expected


@pytest.mark.parametrize("name", ACROSS)
def test_message_about_another_file(name: str, tmp_path: Path) -> None:
    program, expected = ACROSS[name]
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").touch()
    (tmp_path / "shop" / "db.py").write_text(STORE)
    (tmp_path / "shop" / "aio.py").write_text(ASYNC_STORE)
    path, tree = tmp_path / "shop" / "main.py", ast.parse(program)
    sdk = 4 if "shop.aio" in program else 2
    findings = lint(tree, settings_for(str(path), tree, sdk=sdk, opinions=[name.split()[0]]), path)
    assert [f"{finding.line} {finding.text}" for finding in findings] == expected


@pytest.mark.parametrize(
    ("name", "application"), [("gunicorn.conf.py", "preload_app = True\nwsgi_app = 'wsgi:app'\n"), ("Procfile", "")]
)
def test_message_names_the_file_that_preloads(name: str, application: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / name).write_text(application or "web: gunicorn --preload wsgi:app\n")
    path = tmp_path / "wsgi.py"
    tree = ast.parse("from couchbase.bucket import Bucket\n\nb = Bucket('couchbase://h/beer', password='hops')\n")
    (finding,) = lint(tree, settings_for(str(path), tree), path)
    assert finding.text == (
        f"CB104 Bucket 'beer' (opened on line 3) is opened before the server forks its workers, as {name} says: "
        "open it in each worker"
    )


@pytest.mark.parametrize("messages", [MESSAGES, ACROSS], ids=["in one file", "across files"])
def test_every_rule_has_its_message(messages: dict[str, object]) -> None:
    assert {name.split()[0] for name in messages} == {rule.code for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_form(rule: Rule) -> None:
    settings = Settings(opinions=frozenset({rule.code}))
    own = [finding for finding in lint(ast.parse(rule.bad), settings) if finding.code == rule.code]
    programs = [program for name, (_, program, _) in MESSAGES.items() if name.startswith(rule.code)]
    messages = [finding.message for finding in own]
    messages += [finding.message for text in programs for finding in lint(ast.parse(HEAD + text), settings)]
    assert own
    for message in messages:
        assert message == message.strip()
        assert "\n" not in message
        assert not message.endswith(".")
        assert not message.startswith("CB")
        assert not re.search(r":\d", message), "editors take this for a place"
