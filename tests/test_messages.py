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
    "CB104": (
        2,
        """
from celery import Celery
app = Celery("beers")
b = Bucket("couchbase://h/beer")
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
        self.b = Bucket("couchbase://h/beer")
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
    "CB203": (
        2,
        """
from flask import Flask
app = Flask("beers")
@app.route("/")
def show():
    return Bucket("couchbase://h/beer").get("k").value
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
b = Bucket("couchbase://h/beer")
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
    "CB304": (
        2,
        """
b = Bucket("couchbase://h/beer")
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
    "CB502": (
        2,
        """
b = Bucket("couchbase://h/beer")
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
    "CB502 in a loop": (
        2,
        """
b = Bucket("couchbase://h/beer")
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
    "CB502 beside the starter": (
        2,
        """
b = Bucket("couchbase://h/beer")
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
}

#: The module that the programs below import from.
STORE = """\
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://h/beer")


def connect():
    return Bucket("couchbase://h/wine")


class Store:
    def __init__(self):
        self.b = connect()

    def close(self):
        self.b._close()
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
j = Bucket("couchbase://h/juice")
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
}


@pytest.mark.parametrize("name", MESSAGES)
def test_message(name: str) -> None:
    generation, program, expected = MESSAGES[name]
    findings = lint(ast.parse(HEAD + program), Settings(sdk=generation))
    assert [f"{finding.line} {finding.text}" for finding in findings] == expected


@pytest.mark.parametrize("name", ACROSS)
def test_message_about_another_file(name: str, tmp_path: Path) -> None:
    program, expected = ACROSS[name]
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").touch()
    (tmp_path / "shop" / "db.py").write_text(STORE)
    path, tree = tmp_path / "shop" / "main.py", ast.parse(program)
    findings = lint(tree, settings_for(str(path), tree, sdk=2), path)
    assert [f"{finding.line} {finding.text}" for finding in findings] == expected


@pytest.mark.parametrize(
    ("name", "application"), [("gunicorn.conf.py", "preload_app = True\nwsgi_app = 'wsgi:app'\n"), ("Procfile", "")]
)
def test_message_names_the_file_that_preloads(name: str, application: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / name).write_text(application or "web: gunicorn --preload wsgi:app\n")
    path = tmp_path / "wsgi.py"
    tree = ast.parse("from couchbase.bucket import Bucket\n\nb = Bucket('couchbase://h/beer')\n")
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
