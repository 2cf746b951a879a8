"""CB103: a connection is passed where it must be pickled."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import Trace
from flake8_cb.rules.demands import is_demanded
from flake8_cb.rules.forks import pickled
from flake8_cb.rules.rule import Rule, finding, several, sorted_by_place
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    for node, (event, connections) in pickled(trace).items():
        if is_demanded(node, trace):
            continue
        subject, _ = several(connections, trace)
        yield finding(
            RULE.code,
            node,
            f"{subject} cannot be pickled for {event.label}: pass what it takes to open one",
            story(trace, *sorted_by_place(connections), (event.spot, f"{event.label} pickles it here")),
        )


RULE = Rule(
    code="CB103",
    name="connection-pickled",
    title="A connection is passed where it must be pickled",
    what="""A connection, a handle or an object that holds one is an argument or a result of a task of a
process pool or of a ProcessPoolExecutor, an argument of a Process that is started with spawn or forkserver,
or of the initializer of such a pool or executor, or part of a joblib or loky task.""",
    why="""No connection and no handle of any generation can be pickled: the call raises TypeError, and a 3.x
collection raises NotImplementedError (seen with 2.5.12, 3.2.7 and 4.1.12 to 4.6.3). In 4.x the options and the
authenticator can be pickled and may be passed instead.""",
    bad="""
from multiprocessing import Pool

from couchbase.bucket import Bucket


def count(bucket, key):
    return len(bucket.get(key).value)


def main():
    with Pool(4) as pool:
        bucket = Bucket("couchbase://localhost/beer-sample")
        print(pool.apply(count, (bucket, "beers")))


main()
""",
    good="""
from multiprocessing import Pool

from couchbase.bucket import Bucket


def count(key):
    bucket = Bucket("couchbase://localhost/beer-sample")
    return len(bucket.get(key).value)


def main():
    with Pool(4) as pool:
        print(pool.apply(count, ("beers",)))


main()
""",
    silent="""Arguments of a Process that forks are not pickled; a class that says itself how it is pickled
(__getstate__, __reduce__, a function registered with copyreg); thread pools, multiprocessing.dummy, and
joblib with threads or with one job; a test that demands the error.""",
    limits="""Other ways of pickling: pickle.dumps(), copy.deepcopy(), what is put into a queue or sent
through a pipe of multiprocessing, arguments of Celery and Dask tasks. An object into which code that cannot
be read has put the connection.""",
    check=check,
    options=("--cb-start-method",),
)
