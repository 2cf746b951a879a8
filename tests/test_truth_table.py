"""The rows of the SDK's truth table that the rules speak of, generation by generation.

The names of the rows are those of the table; where a row holds several cases, a word in brackets tells them apart.
"""

from __future__ import annotations

import ast

import pytest

from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings

CLUSTER = """
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
AUTH = ClusterOptions(PasswordAuthenticator("app", "secret"))
"""

#: How the words of the programs below are said in each generation.
WORDS = {
    2: {
        "IMPORTS": "from couchbase.bucket import Bucket",
        "OPEN": 'Bucket("couchbase://h/beer", password="hops")',
        "OTHER": 'Bucket("couchbase://h/wine", password="hops")',
        "USE": 'get("k")',
        "ROWS": 'n1ql_query("SELECT 1")',
        "CLOSE": "_close()",
    },
    3: {
        "IMPORTS": CLUSTER.replace("couchbase.options", "couchbase.cluster"),
        "OPEN": 'Cluster("couchbase://h", AUTH)',
        "OTHER": 'Cluster("couchbase://i", AUTH)',
        "USE": "ping()",
        "ROWS": 'query("SELECT 1")',
        "CLOSE": "_close()",
    },
    4: {
        "IMPORTS": CLUSTER,
        "OPEN": 'Cluster("couchbase://h", AUTH)',
        "OTHER": 'Cluster("couchbase://i", AUTH)',
        "USE": "ping()",
        "ROWS": 'query("SELECT 1")',
        "CLOSE": "close()",
    },
}
EVERY = (2, 3, 4)


def codes(program: str, generation: int) -> str:
    for word, meaning in WORDS[generation].items():
        program = program.replace(word, meaning)
    return " ".join(finding.code for finding in lint(ast.parse(program), Settings(sdk=generation)))


#: Row, the generations that it is true of, program, and the codes of its findings from top to bottom.
TABLE = [
    (
        "two Buckets of one connection string",
        (2, 3),
        """
from couchbase.bucket import Bucket
a = Bucket("couchbase://h/beer", password="hops")
b = Bucket("couchbase://h/beer", password="hops")
""",
        "CB201",
    ),
    (
        "two Buckets of one connection string (order of hosts, options)",
        (2, 3),
        """
from couchbase.bucket import Bucket
a = Bucket("couchbase://h,i/beer?operation_timeout=4", password="hops")
b = Bucket("couchbase://i,h/beer", password="hops")
""",
        "CB201",
    ),
    (
        "two Buckets of one connection string (handles)",
        (4,),
        """
IMPORTS
from couchbase.bucket import Bucket
c = OPEN
a = Bucket(c, "beer")
b = Bucket(c, "beer")
""",
        "",
    ),
    (
        "one bucket opened twice",
        (2,),
        """
from couchbase.cluster import Cluster
c = Cluster("couchbase://h")
a = c.open_bucket("beer", password="hops")
b = c.open_bucket("beer", password="hops")
""",
        "CB201",
    ),
    (
        "one bucket opened twice",
        (3,),
        """
IMPORTS
c = OPEN
a = c.bucket("beer")
b = c.bucket("beer")
""",
        "CB201",
    ),
    (
        "one bucket opened twice",
        (4,),
        """
IMPORTS
c = OPEN
a = c.bucket("beer")
b = c.bucket("beer")
""",
        "",
    ),
    (
        "different buckets from one cluster",
        (2,),
        """
from couchbase.cluster import Cluster
c = Cluster("couchbase://h")
a = c.open_bucket("beer", password="hops")
b = c.open_bucket("wine", password="hops")
""",
        "",
    ),
    (
        "different buckets from one cluster",
        (3, 4),
        """
IMPORTS
c = OPEN
a = c.bucket("beer")
b = c.bucket("wine")
""",
        "",
    ),
    (
        "two Cluster objects of one cluster",
        (2,),
        """
from couchbase.cluster import Cluster
a = Cluster("couchbase://h")
b = Cluster("couchbase://h")
""",
        "",
    ),
    (
        "two Cluster objects of one cluster",
        (3, 4),
        """
IMPORTS
a = OPEN
b = OPEN
""",
        "CB201",
    ),
    (
        "two Cluster objects of one cluster (connect)",
        (3, 4),
        """
IMPORTS
a = Cluster.connect("couchbase://h", AUTH)
b = OPEN
""",
        "CB201",
    ),
    (
        "two Cluster objects of one cluster (other hosts)",
        (3, 4),
        """
IMPORTS
a = OPEN
b = OTHER
""",
        "",
    ),
    (
        "a connection for each thread",
        EVERY,
        """
from threading import Thread
IMPORTS
def work():
    c = OPEN
    c.USE
for _ in range(4):
    Thread(target=work).start()
""",
        "",
    ),
    (
        "a connection for each thread (thread-local)",
        EVERY,
        """
from threading import local
IMPORTS
store = local()
def connection():
    if not hasattr(store, "c"):
        store.c = OPEN
    return store.c
""",
        "",
    ),
    (
        "a pool of connections",
        EVERY,
        """
IMPORTS
pool = [OPEN for _ in range(4)]
""",
        "",
    ),
    (
        "a pool of connections (queue)",
        EVERY,
        """
from queue import Queue
IMPORTS
pool = Queue()
for _ in range(4):
    pool.put(OPEN)
""",
        "",
    ),
    (
        "created inside a loop",
        EVERY,
        """
IMPORTS
for key in ("a", "b"):
    c = OPEN
    c.USE
""",
        "CB202",
    ),
    (
        "created inside a loop (closed in each turn)",
        EVERY,
        """
IMPORTS
while input():
    c = OPEN
    c.USE
    c.CLOSE
""",
        "CB202",
    ),
    (
        "created inside a loop (bucket of a 2.x cluster)",
        (2,),
        """
from couchbase.cluster import Cluster
c = Cluster("couchbase://h")
for key in ("a", "b"):
    c.open_bucket("beer", password="hops").get(key)
""",
        "CB202",
    ),
    (
        "created inside a loop (bucket)",
        (3,),
        """
IMPORTS
c = OPEN
for key in ("a", "b"):
    c.bucket("beer").default_collection().get(key)
""",
        "CB202",
    ),
    (
        "created inside a loop (bucket)",
        (4,),
        """
IMPORTS
c = OPEN
for key in ("a", "b"):
    c.bucket("beer").default_collection().get(key)
""",
        "",
    ),
    (
        "created inside a loop (a 2.x Cluster alone)",
        (2,),
        """
from couchbase.cluster import Cluster
for key in ("a", "b"):
    c = Cluster("couchbase://h")
""",
        "",
    ),
    (
        "created inside a function",
        EVERY,
        """
IMPORTS
def read():
    c = OPEN
    return bool(c.USE)
""",
        "CB204",
    ),
    (
        "created inside a function (that is called in a loop)",
        EVERY,
        """
IMPORTS
def _read():
    c = OPEN
    c.USE
    c.CLOSE
while input():
    _read()
""",
        "CB204",
    ),
    (
        "created inside a function (that is called once)",
        EVERY,
        """
IMPORTS
def _read():
    c = OPEN
    return c.USE
_read()
""",
        "",
    ),
    (
        "created inside a function (bucket)",
        (4,),
        """
IMPORTS
c = OPEN
def read(key):
    return c.bucket("beer").default_collection().get(key)
""",
        "",
    ),
    (
        "created inside a function (factory)",
        EVERY,
        """
IMPORTS
def connect():
    return OPEN
c = connect()
""",
        "",
    ),
    (
        "created inside every instance",
        EVERY,
        """
IMPORTS
class Store:
    def __init__(self):
        self.c = OPEN
beer = Store()
wine = Store()
""",
        "CB205",
    ),
    (
        "created inside every instance (one instance)",
        EVERY,
        """
IMPORTS
class Store:
    def __init__(self):
        self.c = OPEN
beer = Store()
""",
        "",
    ),
    (
        "closed with operations possibly pending (thread)",
        EVERY,
        """
from threading import Thread
IMPORTS
c = OPEN
def work():
    c.USE
t = Thread(target=work)
t.start()
c.CLOSE
""",
        "CB301",
    ),
    (
        "closed with operations possibly pending (executor)",
        EVERY,
        """
from concurrent.futures import ThreadPoolExecutor
IMPORTS
c = OPEN
def work():
    c.USE
with ThreadPoolExecutor() as pool:
    pool.submit(work)
    c.CLOSE
""",
        "CB301",
    ),
    (
        "closed with operations possibly pending (rows read in part)",
        EVERY,
        """
IMPORTS
c = OPEN
for row in c.ROWS:
    c.CLOSE
    break
""",
        "CB301",
    ),
    (
        "closed with operations possibly pending (pipeline)",
        (2,),
        """
IMPORTS
c = OPEN
with c.pipeline():
    c.get("k")
    c._close()
""",
        "CB301",
    ),
    (
        "closed with operations possibly pending (after the pipeline)",
        (2,),
        """
IMPORTS
c = OPEN
with c.pipeline():
    c.get("k")
c._close()
""",
        "",
    ),
    (
        "closed with nothing pending",
        EVERY,
        """
IMPORTS
c = OPEN
c.USE
c.CLOSE
""",
        "",
    ),
    (
        "closed with nothing pending (thread joined)",
        EVERY,
        """
from threading import Thread
IMPORTS
c = OPEN
def work():
    c.USE
t = Thread(target=work)
t.start()
t.join()
c.CLOSE
""",
        "",
    ),
    (
        "closed with nothing pending (rows read to the end)",
        EVERY,
        """
IMPORTS
c = OPEN
for row in c.ROWS:
    print(row)
c.CLOSE
""",
        "",
    ),
    (
        "closed with nothing pending (rows never asked for)",
        EVERY,
        """
IMPORTS
c = OPEN
rows = c.ROWS
c.CLOSE
""",
        "",
    ),
    (
        "cluster ended while handles are still used",
        (3,),
        """
IMPORTS
c = OPEN
beer = c.bucket("beer").default_collection()
c.disconnect()
beer.get("k")
""",
        "",
    ),
    (
        "cluster ended while handles are still used",
        (4,),
        """
IMPORTS
c = OPEN
beer = c.bucket("beer").default_collection()
c.close()
beer.get("k")
""",
        "CB302",
    ),
    (
        "Bucket.close() on one of several handles (in flight)",
        (4,),
        """
from threading import Thread
IMPORTS
c = OPEN
a = c.bucket("beer")
b = c.bucket("beer").default_collection()
def work():
    b.get("k")
Thread(target=work).start()
a.close()
""",
        "CB301",
    ),
    (
        "Bucket.close() on one of several handles (its own handle)",
        (4,),
        """
IMPORTS
c = OPEN
a = c.bucket("beer")
b = a.default_collection()
a.close()
b.get("k")
""",
        "CB302",
    ),
    (
        "never closing",
        EVERY,
        """
IMPORTS
c = OPEN
c.USE
""",
        "",
    ),
    (
        "use after close",
        EVERY,
        """
IMPORTS
c = OPEN
c.CLOSE
c.USE
""",
        "CB302",
    ),
    (
        "use after close (rows asked for before)",
        EVERY,
        """
IMPORTS
c = OPEN
rows = c.ROWS
c.CLOSE
for row in rows:
    print(row)
""",
        "CB302",
    ),
    (
        "use after close (bucket of a disconnected cluster)",
        (3,),
        """
IMPORTS
c = OPEN
c.disconnect()
c.bucket("beer")
""",
        "CB302",
    ),
    (
        "use after close (collection of a closed bucket)",
        (3,),
        """
IMPORTS
c = OPEN
beer = c.bucket("beer")
k = beer.default_collection()
beer._close()
k.get("k")
""",
        "CB302",
    ),
    (
        "created before a fork, used in the child (global)",
        EVERY,
        """
from multiprocessing import Process
IMPORTS
c = OPEN
def work():
    c.USE
Process(target=work).start()
""",
        "CB102",
    ),
    (
        "created before a fork, used in the child (argument)",
        EVERY,
        """
from multiprocessing import Process
IMPORTS
def work(c):
    c.USE
Process(target=work, args=(OPEN,)).start()
""",
        "CB102",
    ),
    (
        "created before a fork, used in the child (os.fork)",
        EVERY,
        """
import os
IMPORTS
c = OPEN
if os.fork() == 0:
    c.USE
""",
        "CB102",
    ),
    (
        "created before a fork, used in the child (task of a pool)",
        EVERY,
        """
from multiprocessing import Pool
IMPORTS
c = OPEN
def work(key):
    c.USE
pool = Pool(2)
pool.map(work, "ab")
""",
        "CB102",
    ),
    (
        "created before a fork, used in the child (bucket)",
        (3, 4),
        """
from multiprocessing import Process
IMPORTS
c = OPEN
beer = c.bucket("beer").default_collection()
def work():
    beer.get("k")
Process(target=work).start()
""",
        {3: "CB101 CB102", 4: "CB102"},
    ),
    (
        "created before a fork, not used in the child",
        EVERY,
        """
from multiprocessing import Process
IMPORTS
c = OPEN
Process(target=print).start()
""",
        "CB101",
    ),
    (
        "created before a fork, not used in the child (os.fork)",
        EVERY,
        """
import os
IMPORTS
c = OPEN
if os.fork() == 0:
    print()
""",
        "CB101",
    ),
    (
        "created before a fork, not used in the child (os._exit)",
        EVERY,
        """
import os
IMPORTS
c = OPEN
if os.fork() == 0:
    os._exit(0)
""",
        "",
    ),
    (
        "created before a fork, not used in the child (a 2.x Cluster alone)",
        (2,),
        """
from multiprocessing import Process
from couchbase.cluster import Cluster
c = Cluster("couchbase://h")
Process(target=print).start()
""",
        "",
    ),
    (
        "created before a fork, not used in the child (closed before)",
        EVERY,
        """
from multiprocessing import Process
IMPORTS
c = OPEN
c.CLOSE
Process(target=print).start()
""",
        "",
    ),
    (
        "created in the child",
        EVERY,
        """
from multiprocessing import Process
IMPORTS
def work():
    c = OPEN
    c.USE
for _ in range(2):
    Process(target=work).start()
""",
        "",
    ),
    (
        "created in the initializer of a worker",
        EVERY,
        """
from multiprocessing import Pool
IMPORTS
c = None
def connect():
    global c
    c = OPEN
def work(key):
    c.USE
pool = Pool(2, initializer=connect)
pool.map(work, "ab")
""",
        "",
    ),
    (
        "created in a hook that runs after the fork",
        EVERY,
        """
import os
IMPORTS
c = None
def connect():
    global c
    c = OPEN
os.register_at_fork(after_in_child=connect)
def post_fork(server, worker):
    connect()
""",
        "",
    ),
    (
        "passed as an argument (a process that forks)",
        EVERY,
        """
from multiprocessing import Process
IMPORTS
c = OPEN
Process(target=print, args=(c,)).start()
""",
        "CB101",
    ),
    (
        "passed as an argument (a process that is spawned)",
        EVERY,
        """
from multiprocessing import get_context
IMPORTS
c = OPEN
get_context("spawn").Process(target=print, args=(c,)).start()
""",
        "CB103",
    ),
    (
        "passed as an argument (pool)",
        EVERY,
        """
from multiprocessing import Pool
IMPORTS
pool = Pool(2)
c = OPEN
pool.apply(print, (c,))
""",
        "CB103",
    ),
    (
        "passed as an argument (pool made while it was open)",
        EVERY,
        """
from multiprocessing import Pool
IMPORTS
c = OPEN
pool = Pool(2)
pool.apply(print, (c,))
""",
        "CB101 CB103",
    ),
    (
        "passed as an argument (executor)",
        EVERY,
        """
from concurrent.futures import ProcessPoolExecutor
IMPORTS
c = OPEN
with ProcessPoolExecutor() as pool:
    pool.submit(print, c)
""",
        "CB103",
    ),
    (
        "passed as an argument (collection)",
        (3, 4),
        """
from multiprocessing import Pool
IMPORTS
pool = Pool(2)
c = OPEN
pool.apply(print, (c.bucket("beer").default_collection(),))
""",
        "CB103",
    ),
    (
        "passed as an argument (what it takes to open one)",
        (3, 4),
        """
from multiprocessing import Pool
IMPORTS
pool = Pool(2)
pool.apply(print, (AUTH,))
""",
        "",
    ),
]

CASES = [
    pytest.param(
        generation, program, expected[generation] if isinstance(expected, dict) else expected, id=f"{row}-{generation}"
    )
    for row, generations, program, expected in TABLE
    for generation in generations
]


@pytest.mark.parametrize(("generation", "program", "expected"), CASES)
def test_row(generation: int, program: str, expected: str) -> None:
    assert codes(program, generation) == expected


#: Import and expression of the calls that each make a connection of their own.
CONNECTING = [
    (2, "from couchbase.bucket import Bucket", "Bucket('couchbase://h/beer', password='hops')"),
    (2, "from couchbase.cluster import Bucket", "Bucket('couchbase://h/beer', password='hops')"),
    (2, "from couchbase.cluster import Cluster\nc = Cluster('couchbase://h')", "c.open_bucket('beer', password='h')"),
    (2, "from couchbase.cluster import Cluster\nc = Cluster('couchbase://h')", "c.cluster_manager()"),
    (2, "from couchbase import Couchbase", "Couchbase.connect('beer')"),
    (2, "from couchbase.connection import Connection", "Connection('beer')"),
    (2, "from couchbase.admin import Admin", "Admin('app', 'secret')"),
    (2, "from acouchbase.bucket import Bucket", "Bucket('couchbase://h/beer', password='hops')"),
    (2, "from gcouchbase.bucket import Bucket", "Bucket('couchbase://h/beer', password='hops')"),
    (2, "from txcouchbase.bucket import Bucket", "Bucket('couchbase://h/beer', password='hops')"),
    (2, "from txcouchbase.bucket import RawBucket", "RawBucket('couchbase://h/beer', password='hops')"),
    (2, "from txcouchbase.connection import TxAsyncConnection", "TxAsyncConnection('beer')"),
    (2, "from couchbase.bucket import Bucket\nclass Own(Bucket): pass", "Own('couchbase://h/beer', password='hops')"),
    (3, WORDS[3]["IMPORTS"], "Cluster('couchbase://h', AUTH)"),
    (3, WORDS[3]["IMPORTS"], "Cluster.connect('couchbase://h', AUTH)"),
    (3, WORDS[3]["IMPORTS"] + "c = Cluster('couchbase://h', AUTH)", "c.bucket('beer')"),
    (3, "from couchbase.bucket import Bucket", "Bucket('couchbase://h/beer', 'beer')"),
    (3, "from couchbase_core.client import Client", "Client('couchbase://h/beer')"),
    (3, "from couchbase.management.admin import Admin", "Admin('app', 'secret')"),
    (3, "from acouchbase.cluster import ACluster", "ACluster('couchbase://h', auth)"),
    (3, "from txcouchbase.cluster import TxCluster", "TxCluster('couchbase://h', auth)"),
    (3, "from txcouchbase.cluster import TxRawCluster", "TxRawCluster('couchbase://h', auth)"),
    (3, "from txcouchbase.cluster import TxSyncCluster", "TxSyncCluster('couchbase://h', auth)"),
    (4, WORDS[4]["IMPORTS"], "Cluster('couchbase://h', AUTH)"),
    (4, WORDS[4]["IMPORTS"], "Cluster.connect('couchbase://h', AUTH)"),
    (4, "from acouchbase.cluster import AsyncCluster", "AsyncCluster('couchbase://h', auth)"),
    (4, "from acouchbase.cluster import Cluster", "Cluster('couchbase://h', auth)"),
    (4, "from txcouchbase.cluster import TxCluster", "TxCluster('couchbase://h', auth)"),
    (4, "from couchbase_columnar.cluster import Cluster", "Cluster.create_instance('couchbases://h', auth)"),
    (4, "from couchbase_analytics.cluster import Cluster", "Cluster.create_instance('https://h', auth)"),
]

#: The same for calls that make none.
CHEAP = [
    (2, "from couchbase.cluster import Cluster", "Cluster('couchbase://h')"),
    (2, "from couchbase.cluster import Cluster\nc = Cluster('couchbase://h')", "c.authenticate(username='app')"),
    (2, "from couchbase.bucket import Bucket\nc = Bucket('couchbase://h/beer', password='hops')", "c.bucket_manager()"),
    (3, WORDS[3]["IMPORTS"] + "c = Cluster('couchbase://h', AUTH).bucket('beer')", "c.default_collection()"),
    (3, WORDS[3]["IMPORTS"] + "c = Cluster('couchbase://h', AUTH).bucket('beer')", "c.scope('s').collection('t')"),
    (3, WORDS[3]["IMPORTS"] + "c = Cluster('couchbase://h', AUTH)", "c.users()"),
    (4, WORDS[4]["IMPORTS"] + "c = Cluster('couchbase://h', AUTH)", "c.bucket('beer')"),
    (4, WORDS[4]["IMPORTS"] + "c = Cluster('couchbase://h', AUTH).bucket('beer')", "c.default_collection()"),
    (4, WORDS[4]["IMPORTS"] + "c = Cluster('couchbase://h', AUTH).bucket('beer')", "c.scope('s').collection('t')"),
    (4, WORDS[4]["IMPORTS"] + "c = Cluster('couchbase://h', AUTH)", "c.users()"),
]


def name_of(value: object) -> str | None:
    """Return the words of a case that name it in the test's id."""
    return None if isinstance(value, int) else str(value).strip().splitlines()[0]


@pytest.mark.parametrize(("generation", "imports", "call"), CONNECTING, ids=name_of)
def test_call_connects(generation: int, imports: str, call: str) -> None:
    assert codes(f"{imports}\na = {call}\nb = {call}\n", generation) == "CB201"


@pytest.mark.parametrize(("generation", "imports", "call"), CHEAP, ids=name_of)
def test_call_makes_only_a_handle(generation: int, imports: str, call: str) -> None:
    assert codes(f"{imports}\na = {call}\nb = {call}\n", generation) == ""
