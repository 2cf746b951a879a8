"""Which statements are passed over: in the programs below, those that are marked so and no others."""

from __future__ import annotations

import ast

import pytest

from flake8_cb.flow.relevance import Relevance
from flake8_cb.sdk.reader import catalogue_of

PROGRAMS = {
    "what the SDK gives and what is made of it": """
        from couchbase.bucket import Bucket
        title = "beers"  # passed
        bucket = Bucket("couchbase://h/beer")
        print(title)  # passed
        beer = bucket.get("k")
        name = beer.value
        lines = []  # passed
        lines.append(title)  # passed
    """,
    "what an argument is made of": """
        import configparser
        from couchbase.bucket import Bucket
        parser = configparser.ConfigParser()
        host = parser.get("db", "host")
        port = 80  # passed
        url = "couchbase://" + host
        bucket = Bucket(url)
    """,
    "conditions around what matters": """
        from couchbase.bucket import Bucket
        wanted = input()
        other = input()  # passed
        if wanted:
            count = 1  # passed
            bucket = Bucket("couchbase://h/beer")
        if other:  # passed
            count = 2  # passed
    """,
    "what leaves a block or a function": """
        from couchbase.bucket import Bucket
        for key in "ab":
            if key:
                break
            print(key)  # passed
        def f(x):
            if x:
                return 1
            raise ValueError
        def g():
            yield 1
    """,
    "definitions and imports": """
        import os
        from couchbase.bucket import Bucket
        def f():
            x = 1  # passed
        class C:
            y = 1  # passed
            def m(self):
                pass  # passed
    """,
    "a loop and a try without anything in them": """
        from couchbase.bucket import Bucket
        for key in "ab":  # passed
            print(key)  # passed
        try:  # passed
            print()  # passed
        except OSError as error:  # passed
            print(error)  # passed
        with open("f") as file:  # passed
            print(file)  # passed
    """,
    "attributes and items": """
        from couchbase.bucket import Bucket
        class Store:
            def __init__(self, size):
                self.bucket = Bucket("couchbase://h/beer")
                self.size = size  # passed
            def find(self, key):
                size = self.size  # passed
                return self.bucket.get(key)
        kept = {}
        kept["beer"] = Bucket("couchbase://h/beer")
        other = {}  # passed
        other["beer"] = 1  # passed
    """,
    "a subclass of a connection": """
        from couchbase.bucket import Bucket
        class Own(Bucket):
            def rate(self, key):
                value = self.get(key)
                return value
    """,
    "what a call hands over": """
        from couchbase.bucket import Bucket
        def read(source, key):
            result = source.get(key)
            text = "ab"  # passed
            return result
        read(Bucket("couchbase://h/beer"), "k")
    """,
    "what a function gives": """
        from couchbase.bucket import Bucket
        def host():
            name = input()
            number = input()  # passed
            return name
        bucket = Bucket(host())
    """,
    "forks, threads and executors": """
        import multiprocessing
        from threading import Thread
        from concurrent.futures import ThreadPoolExecutor as Pool
        from couchbase.bucket import Bucket
        def work():
            x = 1  # passed
        multiprocessing.set_start_method("spawn")
        thread = Thread(target=work)
        thread.start()
        pool = Pool()
        pool.submit(work)
    """,
    "everyday modules": """
        import os
        import sys
        from os import getpid
        from os import fork as split
        from couchbase.bucket import Bucket
        path = os.path.join("a", "b")  # passed
        print(getpid())  # passed
        print(sys.argv)  # passed
        split()
        exit(1)
    """,
    "an everyday module by whose name a process is made": """
        import os
        from couchbase.bucket import Bucket
        pid = os.fork()
        number = os.getpid()
        if pid == 0:
            os._exit(0)
    """,
    "guards by a global flag": """
        from couchbase.bucket import Bucket
        bucket = None
        count = 0  # passed
        ready = False
        def get():
            global bucket, ready
            if not ready:
                bucket = Bucket("couchbase://h/beer")
                ready = True
            return bucket
    """,
    "names in texts": """
        from couchbase.bucket import Bucket
        class Store:
            bucket = Bucket("couchbase://h/beer")
        getattr(Store, "bucket").get("k")
        getattr(Store, "size")
    """,
}


def programs() -> list[object]:
    return [pytest.param(source, id=name) for name, source in PROGRAMS.items()]


def dedented(source: str) -> str:
    return "\n".join(line[8:] for line in source.splitlines()[1:])


def relevance_of(source: str, generation: int = 2, shadowed: frozenset[str] = frozenset()) -> Relevance:
    return Relevance(ast.parse(source), catalogue_of(generation), shadowed)


def passed_over(tree: ast.Module, relevance: Relevance) -> set[int]:
    nodes = [each for each in ast.walk(tree) if isinstance(each, (ast.stmt, ast.ExceptHandler))]
    return {node.lineno for node in nodes if not relevance.is_relevant(node)}


@pytest.mark.parametrize("source", programs())
def test_passed_over(source: str) -> None:
    text = dedented(source)
    expected = {number for number, line in enumerate(text.splitlines(), 1) if line.endswith("# passed")}
    tree = ast.parse(text)
    assert passed_over(tree, Relevance(tree, catalogue_of(2), frozenset())) == expected


@pytest.mark.parametrize(
    ("source", "shadowed", "concerned"),
    [
        ("from couchbase.bucket import Bucket", "", True),
        ("import couchbase.bucket", "", True),
        ("import couchbase.bucket as b", "", True),
        ("from couchbase.bucket import *", "", True),
        ("def f():\n    from couchbase.bucket import Bucket", "", True),
        ("from threading import Thread", "", True),
        ("from os import fork", "", True),
        ("import os", "", False),
        ("from os import path", "", False),
        ("import json", "", False),
        ("from .couchbase import bucket", "", False),
        ("from couchbase.bucket import Bucket", "couchbase", False),
        ("from couchbase.bucket import Bucket", "couch", True),
        ("bucket = Bucket()", "", False),
    ],
)
def test_concerned(source: str, shadowed: str, concerned: bool) -> None:
    assert relevance_of(source, shadowed=frozenset(shadowed.split())).concerned is concerned


FUNCTIONS = """
from couchbase.bucket import Bucket

def decorator(function):
    def inner():
        return function()
    return inner

def decorator_of_others(idler):
    def left_alone():
        return idler()
    return left_alone

def read(source):
    source.get("k")

def read_by_keyword(*, store):
    store.get("k")

def read_others(other):
    other.get("k")

@decorator_of_others
def decorated_idle():
    return 1

@decorator
def connect():
    return Bucket(host())

def host():
    return "couchbase://h/beer"

def through():
    return connect()

def idle():
    return 1

read(connect())
read_by_keyword(store=connect())
read_others(1)
"""


@pytest.mark.parametrize(
    ("name", "relevant", "reaches"),
    [
        ("connect", True, True),
        ("through", True, True),
        ("host", True, False),
        ("idle", False, False),
        ("inner", True, True),
        ("left_alone", False, False),
        ("read", True, True),
        ("read_by_keyword", True, True),
        ("read_others", False, False),
    ],
)
def test_functions(name: str, relevant: bool, reaches: bool) -> None:
    relevance = relevance_of(FUNCTIONS)
    assert relevance.is_relevant_function(name) is relevant
    assert relevance.reaches_effect(name) is reaches


@pytest.mark.parametrize(("generation", "concerned"), [(2, True), (3, False), (4, False)])
def test_generation_decides_what_there_is(generation: int, concerned: bool) -> None:
    assert relevance_of("from gcouchbase.bucket import Bucket", generation).concerned is concerned
