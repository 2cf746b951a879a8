"""``explain FILE:LINE``: the story of a finding; and the colours of what ``explain`` prints."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from flake8_runs import ROOT, flake8

from flake8_cb.__main__ import main
from flake8_cb.commands import colours
from flake8_cb.rules import RULES
from flake8_cb.rules.page import page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PAGE = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")

#: A block of a page: its language and its text.
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)

COLOUR = re.compile(r"\x1b\[\d+m")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the two files of the page, and in it."""
    store, script = (text for language, text in BLOCK.findall(PAGE) if language == "python")
    (tmp_path / ".git").mkdir()
    (tmp_path / "store.py").write_text(store)
    (tmp_path / "main.py").write_text(script)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(command: str) -> str:
    """Return what the page shows for a command."""
    for language, text in BLOCK.findall(PAGE):
        first, _, rest = text.partition("\n")
        if language == "console" and first.startswith(f"$ {command}"):
            return str(rest)
    raise AssertionError(f"the page does not show {command}")


def explained(capsys: pytest.CaptureFixture[str], what: str) -> tuple[int, str, str]:
    """Return the exit code of ``explain``, and what it printed."""
    code = main(["explain", what])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


# -- the story -------------------------------------------------------------------------------------------


def test_the_page_shows_what_is_printed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = flake8("--select=CB102", "main.py", cwd=project).output
    assert line == shown("python -m flake8 --select=CB102 main.py")
    assert explained(capsys, "main.py:11") == (0, shown("python -m flake8_cb explain main.py:11"), "")


def test_a_finding_is_told_as_it_is_configured_and_suppressed_or_not(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "main.py").write_text(
        (project / "main.py").read_text().replace("start()", "start()  # noqa"), encoding="utf-8"
    )
    assert explained(capsys, "main.py:11")[0] == 0
    (project / "setup.cfg").write_text("[flake8]\ncb-start-method = spawn\n")
    assert explained(capsys, "main.py:11") == (1, "", "flake8-cb finds nothing on line 11 of main.py\n")


SEVERAL = """\
from couchbase.bucket import Bucket


def main():
    é = Bucket("couchbase://h/beer"); ü = Bucket("couchbase://h/beer"); ü._close(); é.get("a"); é._close()
    é.get("b")


main()
"""


def test_a_column_tells_which(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / ".flake8").write_text("[flake8]\nextend-select = CB901\n")
    (project / "several.py").write_text(SEVERAL, encoding="utf-8")
    code, printed, _ = explained(capsys, "several.py:5")
    codes = re.findall(r"^several\.py:5:(\d+): (CB\d+) ", printed, re.MULTILINE)
    assert code == 0
    assert [each for _, each in codes] == ["CB201", "CB901", "CB901"]
    column = codes[1][0]
    for written in (f"several.py:5:{column}", f"several.py:5:{int(column) + 2}:", f"./several.py:5:{column}"):
        code, printed, _ = explained(capsys, written)
        assert code == 0
        assert re.findall(r"^several\.py:5:(\d+): (CB\d+) ", printed, re.MULTILINE) == [(column, "CB901")]
    mark, code_line = printed.split("\n")[-5], printed.split("\n")[-6]
    assert code_line[mark.index("^") :].startswith("ü._close()")
    code, _, errors = explained(capsys, "several.py:5:1")
    assert code == 1
    assert errors.startswith("flake8-cb finds nothing on line 5, column 1 of several.py; nearest: CB201 on line 5, ")


def test_findings_near_the_line_are_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, printed, errors = explained(capsys, "main.py:7")
    assert (code, printed) == (1, "")
    assert errors == "flake8-cb finds nothing on line 7 of main.py; nearest: CB102 on line 11, column 5\n"


def test_a_finding_of_one_place_is_shown_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "call.py").write_text(
        'from couchbase.bucket import Bucket\n\nb = Bucket("couchbases://h/a?ssl=no_verify")\nb.get("k")\n'
    )
    code, printed, _ = explained(capsys, "call.py:3")
    assert code == 0
    assert "call.py:3:5: CB404 tls-not-verified\n" in printed
    assert "1. call.py line 3: it happens here\n" in printed


def problem(project: Path, name: str) -> str:
    """Make a file that cannot be explained; return how it is named."""
    if name == "broken.py":
        (project / name).write_text("x = (\n")
    elif name == "latin.py":
        (project / name).write_bytes(b"x = '\xe9'\n")
    elif name == "-dash.py":
        (project / name).write_text("import os\n")
    elif name == "excluded.py":
        (project / name).write_text("import os\n")
        (project / ".flake8").write_text("[flake8]\nexclude = excluded.py\n")
    elif name == "refused.py":
        (project / name).write_text("import os\n")
        (project / ".flake8").write_text("[flake8]\ncb-sdk = 5\n")
    return name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.py", "there is no such file"),
        (".", "there is no such file"),
        ("main.py", "the file ends on line 11"),
        ("broken.py", "SyntaxError: .* on line 1"),
        ("latin.py", "the file ends on line 1"),
        ("-dash.py", "the file ends on line 1"),
        ("excluded.py", "flake8's configuration excludes the file"),
        ("refused.py", "flake8 failed: .*'5' is not one of 2, 3, 4"),
    ],
)
def test_what_cannot_be_explained(project: Path, capsys: pytest.CaptureFixture[str], name: str, said: str) -> None:
    what = f"{problem(project, name)}:12"
    code = main(["explain", "--", what])
    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    assert re.fullmatch(f"flake8-cb cannot explain {re.escape(what)}: {said}\n", printed.err), printed.err


def test_a_file_without_a_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(capsys, "main.py") == (2, "", "flake8-cb explains a finding by its line: explain main.py:LINE\n")
    assert explained(capsys, "main.py:0")[0] == 2


def test_a_file_elsewhere(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "inner").mkdir()
    monkeypatch.chdir(project / "inner")
    code, printed, _ = explained(capsys, "../main.py:11")
    assert code == 0
    assert f"2. {project / 'store.py'} line 3: Bucket 'beer-sample' is opened here" in printed


# -- colours ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_nothing_but_colours_is_added(rule) -> None:
    painted = colours.painted(page(rule))
    assert COLOUR.sub("", painted) == page(rule)
    lines = painted.split("\n")
    assert lines[0] == f"\x1b[1m# {rule.code} {rule.name}\x1b[0m"
    # Every heading and every line of code is in colour.
    inside = False
    for line in lines:
        plain = COLOUR.sub("", line)
        fence = plain.startswith("```")
        assert ("\x1b" in line) == bool((inside or fence or plain.startswith("#") or "`" in plain) and plain), line
        inside ^= fence


class Terminal(io.StringIO):
    """What a terminal is to a program."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], wanted: bool) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")
    assert colours.are_wanted(Terminal()) == wanted
    assert not colours.are_wanted(io.StringIO())


def on_terminal(*arguments: str, **environment: str) -> str:
    """Return what the command prints on a terminal."""
    pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
    leader, follower = pty.openpty()
    variables = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "flake8_cb", *arguments],
        stdout=follower,
        env=variables | {"TERM": "xterm"} | environment,
    ):
        os.close(follower)
        printed = b"".join(_chunks(leader))
    os.close(leader)
    return printed.decode().replace("\r\n", "\n")


def _chunks(terminal: int) -> Sequence[bytes]:
    found = []
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # so Linux tells that the other end is closed
            chunk = b""
        if not chunk:
            return found
        found.append(chunk)


def test_a_page_and_a_story_on_a_terminal(project: Path) -> None:
    rule = RULES[0]
    assert on_terminal("explain", rule.code) == colours.painted(page(rule))
    assert on_terminal("explain", rule.code, NO_COLOR="1") == page(rule)
    story = on_terminal("explain", "main.py:11")
    assert COLOUR.sub("", story) == shown("python -m flake8_cb explain main.py:11")
    assert "\x1b[1m3. main.py line 7: what the child runs uses it here\x1b[0m" in story
