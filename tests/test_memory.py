"""What is kept between the files of a run is bounded, and costs nothing while other plugins work."""

from __future__ import annotations

import ast
import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from flake8_cb.flow.events import Trace
from flake8_cb.flow.runs.run import trace_of
from flake8_cb.plugin import Plugin
from flake8_cb.project import memory
from flake8_cb.project.parsing import MOST_TEXT, parsed
from flake8_cb.rules import lint


def test_what_is_kept_is_set_apart_whenever_the_files_have_doubled(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: 0)
    for files in range(1, 200):
        monkeypatch.setattr(gc, "freeze", lambda files=files: frozen.append(files))
        memory.set_apart(files)
    assert frozen == [16, 32, 64, 128]


@pytest.mark.parametrize(("files", "is_set_apart"), [(15, False), (16, True)])
def test_a_run_sets_apart_what_many_files_leave(tmp_path: Path, files: int, is_set_apart: bool) -> None:
    for number in range(files):
        (tmp_path / f"m{number}.py").write_text("import requests\n")
    code = "import gc, sys; from flake8.main.cli import main; main(sys.argv[1:]); print(gc.get_freeze_count())"
    run = subprocess.run(
        [sys.executable, "-c", code, "--isolated", "-j1", "--select=CB", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (int(run.stdout) > 0) == is_set_apart


# -- what is bounded by size -----------------------------------------------------------------------------------


def shelf(most: int) -> tuple[memory.Shelf[str, object], list[str]]:
    """Return a shelf for texts, each as large as it is long, and the list of what it has made."""
    made: list[str] = []

    def make(key: str) -> object:
        made.append(key)
        return object()

    return memory.Shelf(make, len, most), made


def test_what_is_asked_for_again_is_the_same() -> None:
    kept, made = shelf(10)
    assert kept.get("abc") is kept.get("abc")
    kept.tidy()
    assert kept.get("abc") is kept.get("abc")
    assert made == ["abc"]


def test_nothing_goes_while_a_file_is_looked_into() -> None:
    kept, made = shelf(10)
    for each in ("a" * 8, "b" * 8, "c" * 8, "a" * 8):
        kept.get(each)
    assert made == ["a" * 8, "b" * 8, "c" * 8]


def test_what_the_last_file_asked_for_stays_however_large_it_is() -> None:
    kept, made = shelf(10)
    for _ in range(3):
        kept.get("a" * 20)
        kept.get("b" * 20)
        kept.tidy()
    assert made == ["a" * 20, "b" * 20]


def test_what_was_not_asked_for_the_longest_time_goes_first() -> None:
    kept, made = shelf(10)
    for each in ("aaaa", "bbbb", "aaaa", "cccc"):  # each by a file of its own
        kept.get(each)
        kept.tidy()
    made.clear()
    kept.get("aaaa")
    kept.get("cccc")
    assert made == []
    kept.get("bbbb")
    assert made == ["bbbb"]


def test_what_is_forgotten_is_made_again() -> None:
    kept, made = shelf(10)
    kept.get("a")
    kept.tidy()
    kept.get("b")
    kept.clear()
    kept.get("a")
    kept.get("b")
    assert made == ["a", "b", "a", "b"]


FLEET = """\
import flask
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from shop.part{number} import LIMIT

app = flask.Flask("shop")


@app.route("/")
def show():
    cluster = Cluster("couchbase://db", ClusterOptions(PasswordAuthenticator("app", LIMIT)))
    return str(cluster.bucket("beers").default_collection().get("a").value)
"""


def test_traces_and_trees_of_earlier_files_are_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run has made goes with the file; of the trees of other files as much stays as the bound says."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text("")
    traces: list[weakref.ref[Trace]] = []
    monkeypatch.setattr(lint, "trace_of", lambda *given: noted(trace_of(*given), traces))
    monkeypatch.setattr(Plugin, "keeps_results", False)
    trees = []
    for number in range(20):
        part = tmp_path / "shop" / f"part{number}.py"
        part.write_text("import couchbase\n\nLIMIT = 1\n" + "# more\n" * (MOST_TEXT // 70))
        path = tmp_path / f"show{number}.py"
        path.write_text(FLEET.format(number=number))
        text = path.read_text()
        found = list(Plugin(ast.parse(text), str(path), text.splitlines(keepends=True)).run())
        assert [each[2][:5] for each in found] == ["CB203"]
        trees.append(weakref.ref(parsed(part).tree))
    gc.collect()
    assert len(traces) >= 20
    assert [each for each in traces if each() is not None] == []
    there = [each() is not None for each in trees]
    assert not any(there[:9])  # ten of them are as large as the bound
    assert all(there[-8:])


def noted(trace: Trace, traces: list[weakref.ref[Trace]]) -> Trace:
    """Note that there is a trace, without keeping it alive."""
    traces.append(weakref.ref(trace))
    return trace
