"""Which statements are passed over: in the programs below, those that are marked so and no others."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from flake8_cb.flow.names.relevance import Relevance
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


# names of other modules of the project


def relevance_in(source: str, leading: dict[str, set[str]], *, exported: bool = False) -> tuple[ast.Module, Relevance]:
    """Take a program apart; ``leading`` gives for a module of its project the names that lead to a connection."""
    tree = ast.parse(dedent(source))

    def leads(module: str, name: str) -> bool:
        return module in leading and (not name or name in leading[module])

    def offers(module: str) -> set[str]:
        return leading.get(module, set())

    relevance = Relevance(tree, catalogue_of(2), frozenset(), leads, offers=offers, exported=exported)
    return tree, relevance


STORE = {"shop.db": {"connect", "bucket"}, ".db": {"connect", "bucket"}, "..db": {"connect", "bucket"}}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("from shop.db import connect", "connect"),
        ("from shop.db import connect as c", "c"),
        ("from shop.db import host, connect", "connect"),
        ("from .db import bucket", "bucket"),
        ("from ..db import bucket", "bucket"),
        ("import shop.db", "shop"),
        ("import shop.db as db", "db"),
        ("from shop.db import *", "bucket"),
        ("from .db import *", "connect"),
        ("from importlib import import_module\ndb = import_module('shop.db')", "db"),
        ("import importlib\ndb = importlib.import_module('.db', 'shop')", "db"),
        ("def f():\n    from shop.db import connect", "connect"),
        ("try:\n    from shop.db import connect\nexcept ImportError:\n    connect = None", "connect"),
    ],
)
def test_names_that_lead_to_a_connection_of_another_module(source: str, name: str) -> None:
    _, relevance = relevance_in(source, STORE)
    assert relevance.concerned
    assert name in relevance.leading
    assert relevance.asks_for(name)


@pytest.mark.parametrize(
    "source",
    [
        "from shop.db import host",
        "from shop.names import connect",
        "from db import bucket",
        "import shop.names",
        "from shop.names import *",
        "from importlib import import_module\ndb = import_module('shop.names')",
        "from importlib import import_module\ndb = import_module(name)",
    ],
)
def test_names_that_lead_to_none(source: str) -> None:
    _, relevance = relevance_in(source, STORE)
    assert not relevance.concerned


PROGRAMS_OF_PROJECTS = {
    "what is made of an imported connection": """
        from shop.db import bucket, host
        title = "beers"  # passed
        beer = bucket.get("k")
        print(host, title)  # passed
    """,
    "what an imported factory is handed": """
        from shop.db import connect
        from shop.names import host
        port = 80  # passed
        name = "beer"
        kept = connect(host, name)
    """,
    "a class that derives from one of another module": """
        from shop.db import bucket
        from shop.names import Base
        class Store(Base):
            size = 1  # passed
            def get(self, key):
                text = "ab"  # passed
                return bucket.get(key)
    """,
}


@pytest.mark.parametrize("source", [pytest.param(text, id=name) for name, text in PROGRAMS_OF_PROJECTS.items()])
def test_passed_over_in_a_project(source: str) -> None:
    expected = {number for number, line in enumerate(source.splitlines(), 1) if line.endswith("# passed")}
    tree, relevance = relevance_in(source, STORE)
    assert passed_over(tree, relevance) == expected


EXPORTED = """
from couchbase.bucket import Bucket

LIMIT = int("3")
HOST: str = "h"
count = 0
count += 1

class Store(Bucket):
    size = 1

    def rate(self):
        stars = 1
        return stars

class Other:
    size = 1

    def rate(self):
        stars = 1
        return stars

def helper():
    number = 1
    return number
"""


def lines_of(source: str, relevance: Relevance, tree: ast.Module) -> set[str]:
    """Return the statements that are executed, as they stand there."""
    lines = source.splitlines()
    passed = passed_over(tree, relevance)
    return {line.strip() for number, line in enumerate(lines, 1) if line.strip() and number not in passed}


def test_a_module_for_others_runs_what_they_may_ask_for() -> None:
    tree, alone = relevance_in(EXPORTED, {})
    alone_runs = lines_of(EXPORTED, alone, tree)
    assert not {'LIMIT = int("3")', 'HOST: str = "h"'} & alone_runs
    tree, shared = relevance_in(EXPORTED, {}, exported=True)
    runs = lines_of(EXPORTED, shared, tree)
    assert alone_runs < runs
    assert {'LIMIT = int("3")', 'HOST: str = "h"', "count = 0"} <= runs
    assert not alone.asks_for("LIMIT")
    assert shared.asks_for("LIMIT")


@pytest.mark.parametrize(("exported", "reaches"), [(False, False), (True, True)])
def test_classes_for_others_may_be_overridden(exported: bool, reaches: bool) -> None:
    source = """
from couchbase.bucket import Bucket

class Store:
    bucket = Bucket("couchbase://h/beer")

    def hook(self):
        pass

class Other:
    def alone(self):
        pass
"""
    _, relevance = relevance_in(source, {}, exported=exported)
    assert relevance.reaches_effect("hook") is reaches
    assert not relevance.reaches_effect("alone")
    assert relevance.reaches_effect("Store")


def test_what_is_asked_for() -> None:
    source = """
        from shop.db import connect
        from shop.names import host, title, port
        def show():
            print(title)
        def number():
            return port
        connect(host)
    """
    _, relevance = relevance_in(source, STORE)
    asked = {name for name in ("connect", "host", "title", "port", "show", "number") if relevance.asks_for(name)}
    assert asked == {"connect", "host"}


@pytest.mark.parametrize(
    ("source", "handed_on"),
    [
        ("from .db import bucket", {"bucket": (".db", "bucket")}),
        ("from .db import bucket as b, connect", {"b": (".db", "bucket"), "connect": (".db", "connect")}),
        ("from . import db", {"db": (".", "db")}),
        ("from ..shop.db import bucket", {"bucket": ("..shop.db", "bucket")}),
        ("import shop.db", {}),
        ("def f():\n    from .db import bucket", {}),
        ("from .db import bucket\nbucket = wrapped(bucket)", {}),
        ("from .db import bucket\ndef bucket(): ...", {}),
        ("try:\n    from .db import bucket\nexcept ImportError:\n    bucket = None", {}),
        ("try:\n    from .db import bucket\nexcept ImportError:\n    pass", {"bucket": (".db", "bucket")}),
        (
            "from .db import bucket\ndef f():\n    bucket = 1",
            {"bucket": (".db", "bucket")},
        ),
    ],
)
def test_what_is_only_handed_on(source: str, handed_on: dict[str, tuple[str, str]]) -> None:
    _, relevance = relevance_in(source, {}, exported=True)
    assert relevance.handed_on == handed_on


def test_what_a_module_defines() -> None:
    source = """
        import os.path
        from .db import bucket as b
        LIMIT: int = 3
        first, (second, *rest) = names
        class Store:
            size = 1
            def rate(self):
                stars = 1
        def f(parameter):
            local = 1
        for key in "ab":
            inside = key
    """
    _, relevance = relevance_in(source, {})
    assert {"os", "b", "LIMIT", "first", "second", "rest", "Store", "f", "key", "inside"} <= relevance.defined
    assert not {"size", "rate", "stars", "parameter", "local", "bucket"} & relevance.defined


@pytest.mark.parametrize(
    ("source", "asked", "writers"),
    [
        ("def f(x):\n    x.url = 1\n", {"url"}, {"f"}),
        ("def f(x):\n    x.url = 1\n", {"name"}, set()),
        ("def f(x):\n    x.url = 1\ndef g(x):\n    f(x)\ndef h(x):\n    g(x)\n", {"url"}, {"f", "g", "h"}),
        ("def f():\n    global url\n    url = 1\n", {"url"}, {"f"}),
        ("def f():\n    url = 1\n", {"url"}, set()),
        ("def f(x, name):\n    setattr(x, name, 1)\n", set(), {"f"}),
        ("def f(x):\n    x.__dict__.update(a=1)\n", set(), {"f"}),
        ("class A:\n    def f(self):\n        self.url = 1\n    def g(self):\n        self.f()\n", {"url"}, {"f", "g"}),
        ("x.url = 1\n", {"url"}, set()),
    ],
)
def test_functions_that_set_what_is_asked_for(source: str, asked: set[str], writers: set[str]) -> None:
    relevance = Relevance(ast.parse(source), catalogue_of(4), frozenset())
    assert relevance.writers(asked.__contains__) == writers
