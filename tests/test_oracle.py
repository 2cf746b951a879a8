"""The linter agrees with what programs really meet when they are run (see docs/proofs.md)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, seed, settings
from oracle.judge import Disagreement, Runner, TooLongError, disagreements, judge, linted
from oracle.program import Program
from oracle.reduce import reduced
from oracle.strategies import programs

if TYPE_CHECKING:
    from collections.abc import Iterator

#: So many programs are judged in each run of the tests.
PROGRAMS = 200

#: They are the same ones each time; the command for long runs takes other seeds.
SEED = 8

#: The codes of the language, and in how many of these programs each must be met at least; else they prove little.
FEWEST = {"CB101": 20, "CB102": 5, "CB201": 40, "CB202": 5, "CB204": 15, "CB205": 1, "CB301": 1, "CB302": 3}


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner() as made:
        yield made


def test_programs_that_are_really_run(runner: Runner) -> None:
    counts: Counter[str] = Counter()

    @seed(SEED)
    @settings(
        max_examples=PROGRAMS * 13 // 10,  # some are too long to be judged
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(programs())
    def judge_one(program: Program) -> None:
        try:
            found = judge(program, runner)
        except TooLongError:
            return
        assert not found.problems, f"\n\n{found}"
        counts.update({"programs", *(code for _, code in found.expected.must)})

    judge_one()
    print(dict(counts))
    assert counts["programs"] >= PROGRAMS
    assert all(counts[code] >= number for code, number in FEWEST.items())
    # Many are near misses: all have a connection, and each code is met by some of them only.
    assert all(counts[code] <= counts["programs"] * 3 // 4 for code in FEWEST)


BUCKET = 'Bucket("couchbase://h/b", password="p")'

HEAD = """\
import os
from multiprocessing import Process
from threading import Thread

from couchbase.bucket import Bucket
from elsewhere import unknown


def child(c):
    c.get("k")


def idle():
    pass


def swallows():
    try:
        unknown()
    finally:
        return


def idle_twice():
    idle()
    idle()


def main():
"""

TAIL = '\n\nif __name__ == "__main__":\n    main()\n'

FIRST = HEAD.count("\n")


def in_main(body: str) -> Program:
    """Return a program of 2.x whose main() has these lines; OPEN stands for an opening."""
    lines = [f"    {line}" for line in body.replace("OPEN", BUCKET).strip().splitlines()]
    return Program.of(2, {"app": HEAD + "\n".join(lines) + TAIL})


KNOWN = [
    ("a = OPEN", set()),
    ("a = OPEN\nProcess(target=unknown).start()", {(2, "CB101")}),
    ("a = OPEN\nProcess(target=child, args=(a,)).start()", {(2, "CB102")}),
    ("a = OPEN\na._close()\nProcess(target=unknown).start()", set()),
    ("a = OPEN\na = None\nProcess(target=unknown).start()", set()),
    ("a = OPEN\nif unknown():\n    a._close()\nProcess(target=unknown).start()", {(4, "CB101")}),
    ("a = OPEN\nif os.fork() == 0:\n    os._exit(0)", set()),
    ("a = OPEN\nif os.fork() == 0:\n    a.get('k')\n    os._exit(0)", {(2, "CB102")}),
    ("a = OPEN\nos.fork()", {(2, "CB101")}),
    ("a = OPEN\nos.fork()\na.get('k')", {(2, "CB102")}),
    ("a = OPEN\na._close()\na.get('k')\nProcess(target=unknown).start()", {(3, "CB302")}),
    ("a = OPEN\nb = OPEN", {(2, "CB201")}),
    ("a = OPEN\na._close()\nb = OPEN", set()),
    ("a = OPEN\nb = Bucket('couchbase://g/b', password='p')", set()),
    ("a = OPEN\nb = Bucket(unknown(), password='p')", set()),
    ("for _ in unknown():\n    a = OPEN\n    a._close()", {(2, "CB202")}),
    ("for _ in range(2):\n    a = OPEN\n    break", set()),
    ("while unknown():\n    a = OPEN\n    a._close()", {(2, "CB202")}),
    ("while unknown():\n    a = OPEN\n    a._close()\n    break", set()),
    ("a = OPEN\nt = Thread(target=child, args=(a,))\nt.start()\na._close()", {(4, "CB301")}),
    ("a = OPEN\nt = Thread(target=child, args=(a,))\nt.start()\nt.join()\na._close()", set()),
    ("flag = unknown()\na = OPEN\nif flag:\n    a._close()\nif not flag:\n    os.fork()", {(6, "CB101")}),
    ("flag = unknown()\na = OPEN\nif flag:\n    a._close()\nif flag:\n    os.fork()", set()),
    ("a = OPEN\ntry:\n    unknown()\n    a._close()\nexcept ValueError:\n    os.fork()", {(6, "CB101")}),
    ("a = OPEN\ntry:\n    unknown()\n    raise ValueError\nfinally:\n    os.fork()", set()),
    ("a = OPEN\ntry:\n    idle_twice()\nexcept ValueError:\n    os.fork()", {(5, "CB101")}),
    ("a = OPEN\ntry:\n    swallows()\nexcept ValueError:\n    os.fork()", {(5, "CB101")}),
]


@pytest.mark.parametrize(("body", "expected"), KNOWN)
def test_known_programs(body: str, expected: set[tuple[int, str]], runner: Runner) -> None:
    found = runner.verdict(in_main(body))
    assert {(line - FIRST, code) for line, code in found.must} == expected
    assert disagreements(found.must, found) == []


USED_ON_ONE_PATH = "a = OPEN\nos.fork()\nif unknown():\n    a._close()\n    a.get('k')"


@pytest.mark.parametrize(
    ("body", "lawful"),
    [
        # What is open at a fork is CB101 on the path where the child leaves it alone, and perhaps CB102 on another.
        (USED_ON_ONE_PATH, [{"CB101"}, {"CB102"}, {"CB101", "CB102"}]),
        ("a = OPEN\nos.fork()", [{"CB101"}]),
    ],
)
def test_codes_of_one_fork(body: str, lawful: list[set[str]], runner: Runner) -> None:
    found = runner.verdict(in_main(body))
    answers = found.answers(2 + FIRST, "CB1")
    assert all(each in answers for each in lawful)
    assert all(each in lawful for each in answers)


def app(text: str, **others: str) -> Program:
    """Return a program of 2.x; OPEN stands for an opening."""
    modules = {"app": f"from couchbase.bucket import Bucket\n{text}", **others}
    return Program.of(2, {name: each.replace("OPEN", BUCKET) for name, each in modules.items()})


CLOSES_BESIDE = """\
from threading import Thread
db = OPEN
def work(c):
    c.get("k")
    db._close()
def main():
    Thread(target=work, args=(db,)).start()
    work(db)
main()
"""

FAILING_FACTORY = """\
from store import connect
def main():
    for _ in range(2):
        try:
            a = connect()
        except ValueError:
            pass
main()
"""

FACTORY = """\
from couchbase.bucket import Bucket
def connect():
    c = OPEN
    c.get("k")
    return c
"""

ONE_NAME = """\
import os
class A:
    def __init__(self):
        self.c = OPEN
    def spread(self):
        os.fork()
class B:
    def spread(self):
        pass
def main():
    B().spread()
main()
"""


@pytest.mark.parametrize(
    ("program", "doubtful"),
    [
        (app(CLOSES_BESIDE), {(6, "CB301"), (8, "CB502")}),  # in another order the one uses what the other closes
        (app(FAILING_FACTORY, store=FACTORY), {(6, "CB201")}),  # both are opened by the call of the factory
        (app(ONE_NAME), {(7, "CB101")}),  # nothing calls A.spread()
    ],
)
def test_findings_that_may_be_told(program: Program, doubtful: set[tuple[int, str]], runner: Runner) -> None:
    found = runner.verdict(program)
    assert doubtful <= found.may - found.must


ENDS_BY_AN_ERROR = """\
from threading import Thread
from elsewhere import unknown
def work():
    a = OPEN
    try:
        a._close()
        a.get("k")
    finally:
        Thread(target=unknown).start()
def main():
    t = Thread(target=work)
    t.start()
    t.join()
main()
"""


def test_a_thread_that_is_over_starts_no_others(runner: Runner) -> None:
    assert judge(app(ENDS_BY_AN_ERROR), runner).problems == []


def test_places_in_other_modules(runner: Runner) -> None:
    helper = f"from couchbase.bucket import Bucket\n\n\ndef connect():\n    return {BUCKET}\n"
    helper += f"\n\ndef work():\n    c = {BUCKET}\n    c.get('k')\n"
    app = "from store import connect, work\n\n\ndef main():\n    a = connect()\n    work()\n    b = connect()\n" + TAIL
    found = runner.verdict(Program.of(2, {"app": app, "store": helper}))
    assert found.must == {(6, "CB201"), (7, "CB201")}


@pytest.mark.parametrize(
    ("verdict", "kinds"),
    [
        (set(), ["-CB101", "-CB201"]),
        ({(2, "CB201")}, ["-CB101"]),
        ({(2, "CB201"), (3, "CB102")}, ["-CB101 +CB102"]),
        ({(2, "CB202"), (3, "CB101")}, ["-CB201 +CB202"]),
        ({(2, "CB201"), (3, "CB101"), (1, "CB204")}, ["+CB204"]),
        ({(2, "CB201"), (3, "CB101")}, []),
    ],
)
def test_disagreements_are_seen(verdict: set[tuple[int, str]], kinds: list[str], runner: Runner) -> None:
    found = runner.verdict(in_main("a = OPEN\nb = OPEN\nProcess(target=unknown).start()"))
    placed = {(line + FIRST, code) for line, code in verdict}
    assert sorted(each.kind for each in disagreements(placed, found)) == sorted(kinds)


def test_disagreement_is_made_small(runner: Runner) -> None:
    program = in_main("flag = unknown()\na = OPEN\nwhile flag:\n    a.get('k')\n    flag = None\nb = OPEN\nos.fork()")

    def fails(candidate: Program) -> bool:
        """Stand for a linter that has forgotten CB201."""
        found = {(line, code) for line, code in linted(candidate) if code != "CB201"}
        return any(each.kind == "-CB201" for each in disagreements(found, runner.verdict(candidate)))

    assert fails(program)
    small = reduced(program, fails).source
    assert small.count("Bucket(") == 2
    assert "while" not in small
    assert "fork" not in small


def test_runs_that_do_not_end_are_given_up(runner: Runner) -> None:
    with pytest.raises(TooLongError):
        runner.verdict(in_main("a = OPEN\nwhile True:\n    os.fork()"))
    assert runner.verdict(in_main("a = OPEN")).must == set()


def test_kind_of_disagreement() -> None:
    assert Disagreement(1, frozenset({"CB101"}), frozenset({"CB102"})).kind == "-CB102 +CB101"
