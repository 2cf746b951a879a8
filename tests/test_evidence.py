"""What the rules say of SDK 4.x is what the real SDK does, against a data node that stands in for a cluster."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import defaultdict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evidence.node import DELAY
from evidence.watch import PATIENCE, Run, watch
from expectations import expectations, options
from flake8_runs import ROOT, flake8

from flake8_cb.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EVIDENCE = Path(__file__).parent / "evidence"

#: What runs programs that do not run by themselves: functions of AWS Lambda, and WSGI applications.
RUNTIME = EVIDENCE / "runtime.py"
SERVE = EVIDENCE / "serve.py"

#: The certificate of the node that CB404 talks to, and of the one that it means.
IMPOSTOR = EVIDENCE / "CB404" / "impostor.pem"
GENUINE = EVIDENCE / "CB404" / "genuine.pem"

#: What has not ended after so many seconds hangs: an operation alone would have met the SDK's own timeout of 2.5.
HANGS = 7.0

#: A loop that stood still for so many seconds did not do so because the machine is slow.
STANDSTILL = DELAY * 2 / 3

#: How many programs run at once. They wait most of the time.
AT_ONCE = 6

needs_sdk = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(importlib.util.find_spec, ("couchbase", "gunicorn", "twisted"))),
    reason="needs Linux, and what is installed by: pip install -r tests/evidence/requirements.txt",
)


@dataclass(frozen=True)
class Hazard:
    """What there is to be seen of a hazard.

    ``harm`` tells whether a run has met it. ``exit_code`` is that of the bad program, and None where it never ends.
    ``operations`` is how many the good program has to do: it is to be free of harm because it does better, not
    because it does nothing. ``start`` is what runs the programs, and ``certificate`` that of the node.
    """

    harm: Callable[[Run], bool]
    operations: int
    exit_code: int | None = 0
    start: tuple[Path, ...] = ()
    certificate: Path | None = None

    def watch(self, program: Path) -> Run:
        """Run one of its programs."""
        patience = HANGS if self.exit_code is None and program.stem == "bad" else PATIENCE
        return watch(*self.start, program, patience=patience, certificate=self.certificate)


def never_ends(run: Run) -> bool:
    return run.exit_code is None


def sockets_grow(run: Run) -> int:
    """Return how many sockets more were open at the end than at the beginning."""
    return run.moments[-1].sockets - run.moments[0].sockets


def threads_grow(run: Run) -> int:
    """Return how many threads more the program had at the end than at the beginning."""
    return run.moments[-1].threads - run.moments[0].threads


def is_refused(run: Run) -> bool:
    """Tell whether an operation on something that is closed has ended the program."""
    return run.last_error.startswith("RuntimeError: ") and "closed" in run.last_error


def standstill(run: Run) -> float:
    """Return for how many seconds the program's loop stood still at the longest, as it says itself."""
    return float(run.output.rpartition(":")[2])


# A cluster and its bucket are two sockets to a node, and four threads.
HAZARDS = {
    "CB101": Hazard(
        lambda run: never_ends(run) and "the child has done its work" in run.output, operations=1, exit_code=None
    ),
    # The parent's operation is all that reaches the node.
    "CB102": Hazard(lambda run: never_ends(run) and run.operations == 1, operations=2, exit_code=None),
    "CB103": Hazard(lambda run: run.last_error.startswith("TypeError: cannot pickle"), operations=1, exit_code=1),
    "CB104": Hazard(lambda run: never_ends(run) and run.operations == 0, 1, exit_code=None, start=(SERVE,)),
    "CB201": Hazard(lambda run: sockets_grow(run) >= 2 and threads_grow(run) >= 4, operations=2),
    # Of each connection that the next one replaces two threads stay.
    "CB202": Hazard(lambda run: run.sockets_ever >= 5 * 2 and threads_grow(run) >= 4 + 4 * 2, operations=5),
    "CB203": Hazard(lambda run: run.sockets_ever >= 5 * 2, operations=5, start=(RUNTIME,)),
    "CB204": Hazard(lambda run: run.sockets_ever >= 3 * 2, operations=3),
    "CB205": Hazard(lambda run: sockets_grow(run) >= 3 * 2 and threads_grow(run) >= 3 * 4, operations=3),
    # It fails at once, long before the SDK's own timeout.
    "CB301": Hazard(
        lambda run: "UnAmbiguousTimeoutException" in run.last_error and run.seconds < 2, operations=1, exit_code=1
    ),
    "CB302": Hazard(lambda run: is_refused(run) and run.operations == 1, operations=2, exit_code=1),
    "CB303": Hazard(
        lambda run: run.moments[-1].sockets == 2 and "AsyncCluster.close' was never awaited" in run.errors, operations=1
    ),
    # The first of five events is the last that succeeds.
    "CB304": Hazard(lambda run: is_refused(run) and run.operations == 1, 5, exit_code=1, start=(RUNTIME,)),
    # The answer is waited for, although it takes longer than the timeout.
    "CB403": Hazard(lambda run: "no answer" not in run.output and run.seconds >= DELAY, operations=1),
    # The document, and with it the password, is asked of somebody else.
    "CB404": Hazard(lambda run: run.operations == 1, operations=0, certificate=IMPOSTOR),
    "CB501": Hazard(lambda run: standstill(run) > STANDSTILL, operations=1),
    "CB503": Hazard(
        lambda run: run.operations == 0 and "AsyncCollection.upsert' was never awaited" in run.errors, operations=1
    ),
    "CB504": Hazard(lambda run: standstill(run) > STANDSTILL, operations=1),
    "CB903": Hazard(
        lambda run: run.operations == 0 and sockets_grow(run) >= 1 and threads_grow(run) >= 4, operations=0
    ),
}

each_hazard = pytest.mark.parametrize("code", HAZARDS)


def program(code: str, side: str) -> Path:
    """Return a program: a file, or the folder of an application."""
    folder = EVIDENCE / code / side
    return folder if folder.is_dir() else folder.with_suffix(".py")


def sources(code: str, side: str) -> list[Path]:
    """Return the files of a program."""
    path = program(code, side)
    return sorted(path.glob("*.py")) if path.is_dir() else [path]


@pytest.fixture(scope="module")
def runs(request: pytest.FixtureRequest) -> Iterator[dict[str, tuple[Future[Run], Future[Run]]]]:
    """The runs of the bad and the good programs that are asked for: all at once, as they wait most of the time."""
    asked = [item for item in request.session.items if getattr(item, "originalname", "") == test_hazard.__name__]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {
            code: tuple(pool.submit(HAZARDS[code].watch, program(code, side)) for side in ("bad", "good"))
            for code in (item.callspec.params["code"] for item in asked)
        }


@needs_sdk
@each_hazard
def test_hazard(code: str, runs: dict[str, tuple[Future[Run], Future[Run]]]) -> None:
    """The bad program meets it; the good one does not, and does its work."""
    hazard = HAZARDS[code]
    bad, good = (run.result() for run in runs[code])
    assert hazard.harm(bad), bad
    assert bad.exit_code == hazard.exit_code, bad
    assert not hazard.harm(good), good
    assert (good.exit_code, good.errors, good.operations) == (0, "", hazard.operations), good


@needs_sdk
def test_the_genuine_node_is_trusted() -> None:
    """Where CB404 is heeded, it is the impostor that is refused, and not everybody."""
    run = watch(program("CB404", "good"), certificate=GENUINE)
    assert (run.exit_code, run.output, run.operations) == (0, "", 1), run


@pytest.fixture(scope="module")
def found() -> dict[Path, set[tuple[int, str]]]:
    """What flake8 finds in the programs."""
    started_with: dict[tuple[str, ...], list[Path]] = defaultdict(list)
    for path in EVIDENCE.glob("CB*/**/*.py"):
        started_with[options(path.read_text(encoding="utf-8"))].append(path)
    findings: dict[Path, set[tuple[int, str]]] = defaultdict(set)
    for arguments, paths in started_with.items():
        run = flake8("--isolated", "--select=CB", *arguments, *map(str, paths), cwd=EVIDENCE)
        for line in run.ours:
            match = re.fullmatch(r"(.+):(\d+):\d+: (CB\d{3}) .*", line)
            assert match is not None, line
            findings[Path(match[1])].add((int(match[2]), match[3]))
    return findings


@each_hazard
def test_linter(code: str, found: dict[Path, set[tuple[int, str]]]) -> None:
    """The linter finds the hazard in the bad program, and nothing in the good one."""
    codes = set()
    for path in sources(code, "bad"):
        expected = {(mark.line, mark.code) for mark in expectations(path.read_text(encoding="utf-8"))}
        assert found[path] == expected
        codes |= {each for _, each in expected}
    assert code in codes
    for path in sources(code, "good"):
        assert expectations(path.read_text(encoding="utf-8")) == []
        assert found[path] == set()


def test_every_rule_has_evidence_or_a_reason() -> None:
    """What cannot be shown is told in the documentation."""
    proofs = (ROOT / "docs" / "proofs.md").read_text(encoding="utf-8")
    section = proofs.partition("## The hazards on the real SDK\n")[2].partition("\n## ")[0]
    assert {path.name for path in EVIDENCE.glob("CB*")} == HAZARDS.keys()
    assert {rule.code for rule in RULES} - HAZARDS.keys() == set(re.findall(r"^- (CB\d{3})\b", section, re.MULTILINE))


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_nothing_is_left_of_a_program_that_hangs(tmp_path: Path) -> None:
    """Its children go with it."""
    path = tmp_path / "hangs.py"
    path.write_text(
        'import os, time\nos.fork()\nos.write(1, b"%d\\n" % os.getpid())\ntime.sleep(60)\n', encoding="utf-8"
    )
    run = watch(path, patience=2)
    assert run.exit_code is None
    pids = run.output.split()
    assert len(pids) == 2
    assert not any(is_alive(pid) for pid in pids)


def is_alive(pid: str) -> bool:
    """Tell whether a process is there and can still do something."""
    try:
        status = Path("/proc", pid, "stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"
