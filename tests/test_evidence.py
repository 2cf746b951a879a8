"""What the rules say of SDK 4.x is what the real SDK does, against a data node that stands in for a cluster."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
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
    from collections.abc import Callable

EVIDENCE = Path(__file__).parent / "evidence"
CODES = sorted(path.name for path in EVIDENCE.glob("CB*"))
PROGRAMS = sorted(EVIDENCE.glob("CB*/*.py"))

#: Runs programs that are functions of AWS Lambda.
RUNTIME = EVIDENCE / "runtime.py"

#: An operation that goes on for so many seconds hangs: the SDK's own timeout is 2.5.
HANGS = 7.0

#: A loop of asyncio that stood still for so long did not do so because the machine is slow.
STANDSTILL = DELAY * 2 / 3

needs_sdk = pytest.mark.skipif(
    sys.platform != "linux" or importlib.util.find_spec("couchbase") is None,
    reason="needs Linux and the SDK: pip install -r tests/evidence/requirements.txt",
)


@dataclass(frozen=True)
class Hazard:
    """What there is to be seen of a hazard.

    ``harm`` tells whether a run has met it; ``exit_code`` is that of the bad program, and None where it never ends.
    ``operations`` is how many the good program is to do: it has no harm because it does better, not because it does
    nothing.
    """

    harm: Callable[[Run], bool]
    operations: int
    exit_code: int | None = 0
    start: tuple[Path, ...] = ()

    def watch(self, program: Path) -> Run:
        """Run a program as it is to be run."""
        patience = HANGS if self.exit_code is None and program.stem == "bad" else PATIENCE
        return watch(*self.start, program, patience=patience)


def standstill(run: Run) -> float:
    """Return for how long the loop of asyncio stood still, as the program says."""
    return float(run.output.rpartition(":")[2])


HAZARDS = {
    "CB101": Hazard(
        lambda run: "the child has done its work" in run.output and run.exit_code is None,
        operations=1,
        exit_code=None,
    ),
    # What the child asks for is never sent.
    "CB102": Hazard(lambda run: run.operations == 1 and run.exit_code is None, operations=2, exit_code=None),
    "CB103": Hazard(lambda run: "TypeError: cannot pickle" in run.last_error, operations=1, exit_code=1),
    "CB201": Hazard(
        lambda run: (
            run.moments[1].sockets == 2 * run.moments[0].sockets
            and run.moments[1].threads >= run.moments[0].threads + 3
        ),
        operations=2,
    ),
    # Each turn opens two sockets; of those that are dropped two threads stay.
    "CB202": Hazard(
        lambda run: run.sockets_ever >= 2 * 5 and run.moments[1].threads >= run.moments[0].threads + 2 * 5,
        operations=5,
    ),
    "CB203": Hazard(lambda run: run.sockets_ever >= 2 * 5, operations=5, start=(RUNTIME,)),
    "CB204": Hazard(lambda run: run.sockets_ever >= 2 * 3, operations=3),
    "CB205": Hazard(
        lambda run: run.moments[1].sockets >= 2 * 3 and run.moments[1].threads >= run.moments[0].threads + 3 * 3,
        operations=3,
    ),
    # It fails at once, before the SDK's own timeout could come.
    "CB301": Hazard(
        lambda run: "UnAmbiguousTimeoutException" in run.last_error and run.seconds < 2,
        operations=1,
        exit_code=1,
    ),
    "CB302": Hazard(lambda run: "RuntimeError: " in run.last_error and "closed" in run.last_error, 2, exit_code=1),
    "CB303": Hazard(
        lambda run: run.moments[1].sockets == run.moments[0].sockets and "close' was never awaited" in run.errors,
        operations=1,
    ),
    "CB304": Hazard(
        lambda run: run.operations == 1 and "RuntimeError: " in run.last_error and "closed" in run.last_error,
        operations=5,
        exit_code=1,
        start=(RUNTIME,),
    ),
    # An answer that comes after a second and a half has met no timeout of half a second.
    "CB403": Hazard(lambda run: "no answer" not in run.output and run.seconds >= DELAY, operations=1),
    "CB501": Hazard(lambda run: standstill(run) > STANDSTILL, operations=1),
    "CB503": Hazard(lambda run: run.operations == 0 and "upsert' was never awaited" in run.errors, operations=1),
    "CB903": Hazard(
        lambda run: (
            run.operations == 0 and run.moments[1].sockets >= 1 and run.moments[1].threads >= run.moments[0].threads + 3
        ),
        operations=0,
    ),
}

each_hazard = pytest.mark.parametrize("code", HAZARDS)


@needs_sdk
@each_hazard
def test_hazard(code: str) -> None:
    """The bad program meets it; the good one does not, and does its work."""
    hazard = HAZARDS[code]
    with ThreadPoolExecutor() as pool:
        bad, good = pool.map(hazard.watch, (EVIDENCE / code / "bad.py", EVIDENCE / code / "good.py"))
    assert hazard.harm(bad), bad
    assert bad.exit_code == hazard.exit_code, bad
    assert not hazard.harm(good), good
    assert (good.exit_code, good.errors, good.operations) == (0, "", hazard.operations), good


@pytest.fixture(scope="module")
def found() -> dict[Path, set[tuple[int, str]]]:
    """What flake8 finds in the programs."""
    runs: dict[tuple[str, ...], list[Path]] = defaultdict(list)
    for path in PROGRAMS:
        runs[options(path.read_text(encoding="utf-8"))].append(path)
    findings: dict[Path, set[tuple[int, str]]] = defaultdict(set)
    for arguments, paths in runs.items():
        run = flake8("--isolated", "--select=CB", *arguments, *map(str, paths), cwd=EVIDENCE)
        for line in run.ours:
            match = re.fullmatch(r"(.+):(\d+):\d+: (CB\d{3}) .*", line)
            assert match is not None, line
            findings[Path(match[1])].add((int(match[2]), match[3]))
    return findings


@each_hazard
def test_linter(code: str, found: dict[Path, set[tuple[int, str]]]) -> None:
    """The linter finds the hazard in the bad program, and nothing in the good one."""
    bad, good = EVIDENCE / code / "bad.py", EVIDENCE / code / "good.py"
    expected = {(mark.line, mark.code) for mark in expectations(bad.read_text(encoding="utf-8"))}
    assert code in {each for _, each in expected}
    assert found[bad] == expected
    assert expectations(good.read_text(encoding="utf-8")) == []
    assert found[good] == set()


def test_every_rule_has_evidence_or_a_reason() -> None:
    """What cannot be shown is told in the documentation."""
    proofs = (ROOT / "docs" / "proofs.md").read_text(encoding="utf-8")
    section = proofs.partition("## The hazards on the real SDK\n")[2].partition("\n## ")[0]
    assert set(CODES) == HAZARDS.keys()
    assert {rule.code for rule in RULES} - HAZARDS.keys() == set(re.findall(r"^- (CB\d{3})\b", section, re.MULTILINE))


def test_nothing_is_left_of_a_program_that_hangs(tmp_path: Path) -> None:
    """Its children go with it."""
    program = tmp_path / "hangs.py"
    program.write_text("import os, time\nif os.fork(): print(os.getpid())\nelse: print(os.getpid())\ntime.sleep(60)\n")
    run = watch(program, patience=2)
    assert run.exit_code is None
    assert run.seconds < PATIENCE / 2
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
