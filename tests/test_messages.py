"""The words of the findings: one line that names the object, where it began, and what to do."""

from __future__ import annotations

import ast
import re

import pytest

from flake8_cb.rules import RULES, Rule
from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings

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
b = Bucket("couchbase://h/beer")
Process(target=print).start()
""",
        ["7 CB101 Bucket 'beer' (opened on line 6) is open when Process.start() forks: open it in the child"],
    ),
    "CB101 and more": (
        2,
        """
b = Bucket("couchbase://h/beer")
w = Bucket("couchbase://h/wine")
j = Bucket("couchbase://h/juice")
Process(target=print).start()
""",
        [
            (
                "9 CB101 Bucket 'beer' (opened on line 6) and 2 more are open when Process.start() forks: "
                "open it in the child"
            ),
        ],
    ),
    "CB101 pool": (
        2,
        """
b = Bucket("couchbase://h/beer")
Pool()
""",
        ["7 CB101 Bucket 'beer' (opened on line 6) is open when Pool() forks: open it in the child"],
    ),
    "CB101 cluster": (
        4,
        """
c = Cluster("couchbase://i,h", auth)
Process(target=print).start()
""",
        ["7 CB101 Cluster 'h,i' (opened on line 6) is open when Process.start() forks: open it in the child"],
    ),
    "CB101 target that is not known": (
        2,
        """
b = Bucket(input())
Process(target=print).start()
""",
        ["7 CB101 Bucket (opened on line 6) is open when Process.start() forks: open it in the child"],
    ),
    "CB101 class of the program": (
        2,
        """
class Cellar(Bucket):
    pass
b = Cellar("couchbase://h/beer")
Process(target=print).start()
""",
        ["9 CB101 Cellar 'beer' (opened on line 8) is open when Process.start() forks: open it in the child"],
    ),
    "CB101 process of the program": (
        2,
        """
class Worker(Process):
    def run(self):
        pass
b = Bucket("couchbase://h/beer")
Worker().start()
""",
        ["10 CB101 Bucket 'beer' (opened on line 9) is open when Worker.start() forks: open it in the child"],
    ),
    "CB102": (
        2,
        """
b = Bucket("couchbase://h/beer")
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
b = Bucket("couchbase://h/beer")
pool.apply(print, (b,))
""",
        ["8 CB103 Bucket 'beer' (opened on line 7) cannot be pickled for Pool.apply(): pass what it takes to open one"],
    ),
    "CB103 and more": (
        2,
        """
pool = Pool()
b = Bucket("couchbase://h/beer")
w = Bucket("couchbase://h/wine")
j = Bucket("couchbase://h/juice")
pool.map(print, [b, w, j])
""",
        [
            (
                "10 CB103 Bucket 'beer' (opened on line 7) and 2 more cannot be pickled for Pool.map(): "
                "pass what it takes to open one"
            ),
        ],
    ),
    "CB201": (
        2,
        """
b = Bucket("couchbase://h/beer")
c = Bucket("couchbase://h/beer")
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
    b = Bucket("couchbase://h/beer")
    b.get(key)
""",
        ["7 CB202 Bucket 'beer' is opened in each turn of the loop of line 6: open it before the loop"],
    ),
    "CB204": (
        2,
        """
def read(key):
    b = Bucket("couchbase://h/beer")
    return b.get(key).value
""",
        ["7 CB204 Bucket 'beer' (opened on line 7) is opened in each call of read(): open it once and pass it in"],
    ),
    "CB205": (
        2,
        """
class Store:
    def __init__(self):
        self.b = Bucket("couchbase://h/beer")
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
        self.b = Bucket("couchbase://h/beer")
""",
        ["9 CB205 Bucket 'beer' (opened on line 9) is opened by every Beer, and Models are made in numbers: share one"],
    ),
    "CB301 thread": (
        2,
        """
b = Bucket("couchbase://h/beer")
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
    "CB301 pipeline": (
        2,
        """
b = Bucket("couchbase://h/beer")
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
b = Bucket("couchbase://h/beer")
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
}


@pytest.mark.parametrize("name", MESSAGES)
def test_message(name: str) -> None:
    generation, program, expected = MESSAGES[name]
    findings = lint(ast.parse(HEAD + program), Settings(sdk=generation))
    assert [f"{finding.line} {finding.text}" for finding in findings] == expected


def test_every_rule_has_its_message() -> None:
    assert {name.split()[0] for name in MESSAGES} == {rule.code for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_form(rule: Rule) -> None:
    own = [finding for finding in lint(ast.parse(rule.bad), Settings()) if finding.code == rule.code]
    programs = [program for name, (_, program, _) in MESSAGES.items() if name.startswith(rule.code)]
    messages = [finding.message for finding in own]
    messages += [finding.message for text in programs for finding in lint(ast.parse(HEAD + text), Settings())]
    assert own
    for message in messages:
        assert message == message.strip()
        assert "\n" not in message
        assert not message.endswith(".")
        assert not message.startswith("CB")
        assert not re.search(r":\d", message), "editors take this for a place"
