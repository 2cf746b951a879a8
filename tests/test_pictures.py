"""The pages that ``python -m flake8_cb picture`` writes."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from flake8_runs import ROOT

from flake8_cb.__main__ import main
from flake8_cb.flow.story import Lane
from flake8_cb.pictures.layout import FINDING_ROW, ROW, layout
from flake8_cb.pictures.source import AROUND, MOST_LINES, source_lines
from flake8_cb.pictures.steps import Step, spoken

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = ROOT / "examples"

OPENS = "from couchbase.bucket import Bucket\nb = Bucket('couchbase://h/beers')\nb.get('x')\n"

#: Elements that HTML does not close.
VOID = {"meta", "link", "br", "input"}


class Page(HTMLParser):
    """The elements of a page, each as (tag, attributes), and the text of those that have a class."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.elements.append((tag, given))
        if tag not in VOID:
            self.open.append((tag, given.get("class", "")))
            for name in given.get("class", "").split():
                self.texts.setdefault(name, []).append("")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        for _, classes in self.open:
            for name in classes.split():
                self.texts[name][-1] += data

    def of(self, tag: str, name: str = "") -> list[dict[str, str]]:
        """The attributes of the elements with a tag, and a class if one is named."""
        return [
            given
            for each, given in self.elements
            if each == tag and (not name or name in given.get("class", "").split())
        ]


def draw(path: Path, folder: Path) -> str:
    page = folder / "page.html"
    assert main(["picture", str(path), "-o", str(page)]) == 0
    return page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> str:
    return draw(EXAMPLES, tmp_path_factory.mktemp("pictures"))


def test_every_example_has_its_picture(examples: str) -> None:
    page = Page(examples)
    names = [each.name for each in sorted(EXAMPLES.glob("*.py"))]
    assert [each["aria-label"] for each in page.of("section")] == names
    assert len(page.of("option")) == len(names)
    assert len(page.of("article")) >= len(names)


def test_every_finding_is_shown_once_or_more(examples: str) -> None:
    shown = set(Page(examples).texts["badge"])
    assert {"CB102", "CB201", "CB202", "CB301", "CB303", "CB501", "CB503"} <= shown


def test_steps_lead_to_lines_that_are_there(examples: str) -> None:
    page = Page(examples)
    ids = {given["id"] for _, given in page.elements if "id" in given}
    steps = page.of("a", "step")
    assert len(steps) > 50
    assert {each["href"].removeprefix("#") for each in steps} <= ids
    assert all(int(each["data-from"]) <= int(each["data-to"]) for each in steps)


def test_lanes_are_sound_svg_with_a_name(examples: str) -> None:
    drawn = re.findall(r"<svg xmlns.*?</svg>", examples, re.DOTALL)
    assert len(drawn) >= 16
    for each in drawn:
        root = ET.fromstring(each)
        assert root.attrib["role"] == "img"
        title = root.find("{http://www.w3.org/2000/svg}title")
        assert title is not None
        assert title.text.startswith("Lanes of ")
    classes = {name for each in drawn for name in re.findall(r'class="mark (\w+)', each)}
    assert {"opens", "uses", "closes", "drops", "forks", "starts", "waits", "finding", "already", "left"} <= classes


def test_page_asks_for_nothing(examples: str) -> None:
    for tag, given in Page(examples).elements:
        for name, value in given.items():
            if name in ("src", "href", "action", "srcset", "xlink:href", "style"):
                assert value.startswith(("#", "data:", "height:", "--lanes:")), (tag, name, value)
    assert "@import" not in examples
    assert "url(" not in examples


def test_page_fits_light_dark_and_phones(examples: str) -> None:
    assert "prefers-color-scheme: dark" in examples
    assert 'name="viewport"' in examples


def test_hostile_source_stays_text(tmp_path: Path) -> None:
    program = tmp_path / "hostile.py"
    program.write_text(
        "# </script><script>alert(1)</script> <!-- \u2028 \x0c &amp; ünïcode\n"
        + OPENS.replace("beers", '<i a="b">&</i>'),
        encoding="utf-8",
    )
    text = draw(program, tmp_path)
    page = Page(text)
    assert len(page.of("script")) == 1
    assert not page.of("i", "a")
    assert "alert(1)" in "".join(page.texts["line"])
    assert any('<i a="b">&</i>' in each for each in page.texts["text"])
    assert [
        int(each.split("-l")[1]) for each in (given.get("id", "") for _, given in page.elements) if "-l" in each
    ] == [
        1,
        2,
        3,
        4,
    ]


def test_folder_counts_what_it_leaves_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "opens.py").write_text(OPENS)
    (tmp_path / "other.py").write_text("print('hello')\n")
    (tmp_path / "broken.py").write_text("import couchbase\ndef (:\n")
    (tmp_path / "latin.py").write_bytes(b"# couchbase \xe9\n")
    (tmp_path / "nul.py").write_bytes(b"import couchbase\n\0")
    for hidden in (".venv", "env", "node_modules"):
        (tmp_path / hidden).mkdir()
        (tmp_path / hidden / "opens.py").write_text(OPENS)
    (tmp_path / "env" / "pyvenv.cfg").touch()
    text = draw(tmp_path, tmp_path)
    assert [each["aria-label"] for each in Page(text).of("section")] == ["opens.py"]
    assert "1 more file without a connection" in text
    assert "broken.py could not be read: line 2: " in text
    printed = capsys.readouterr()
    assert printed.out.endswith("page.html: 1 of 5 files drawn\n")
    assert [line.partition(" ")[0] for line in printed.err.splitlines()] == ["broken.py", "latin.py", "nul.py"]


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text("print('hello')\n")
    page = Page(draw(tmp_path, tmp_path))
    assert "no connection of the Couchbase SDK" in page.texts["nothing"][0]
    assert not page.of("section")


def test_missing_path_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["picture", "no/such/file.py"]) == 2
    assert capsys.readouterr().err == "there is no file or folder no/such/file.py\n"


def test_unwritable_page_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "opens.py").write_text(OPENS)
    output = tmp_path / "no" / "page.html"
    assert main(["picture", str(tmp_path), "-o", str(output)]) == 2
    assert capsys.readouterr().err == f"{output} cannot be written: No such file or directory\n"


def test_a_program_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = tmp_path / "opens.py"
    program.write_text(OPENS)
    assert main(["picture", str(program), "-o", str(program)]) == 2
    assert capsys.readouterr().err == f"{program} would be a page, and has the name of a program\n"
    assert program.read_text() == OPENS


def test_missing_extra_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("drawsvg", "jinja2"):
        monkeypatch.setitem(sys.modules, name, None)
    assert main(["picture", str(EXAMPLES)]) == 2
    assert capsys.readouterr().err == "pictures need drawsvg, jinja2: pip install 'flake8-cb[picture]'\n"


def test_other_commands_and_the_linter_do_without_the_extra() -> None:
    program = (
        "import sys; sys.modules.update(dict.fromkeys(['drawsvg', 'jinja2', 'markupsafe', 'pygments', 'tqdm']));"
        "import flake8_cb.plugin, flake8_cb.rules.lint; from flake8_cb.__main__ import main; main(['explain', 'CB101'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_progress_is_shown_on_a_terminal_alone(tmp_path: Path) -> None:
    (tmp_path / "opens.py").write_text(OPENS)
    command = [sys.executable, "-m", "flake8_cb", "picture", str(tmp_path), "-o", str(tmp_path / "page.html")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    terminal, other_end = pytest.importorskip("pty").openpty()
    size = struct.pack("4H", 24, 80, 0, 0)  # in no columns nothing is drawn
    pytest.importorskip("fcntl").ioctl(other_end, pytest.importorskip("termios").TIOCSWINSZ, size)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=other_end, check=True)
    assert b"/1 [" in os.read(terminal, 10_000)
    os.close(other_end)
    os.close(terminal)


def test_long_source_is_shown_around_its_steps() -> None:
    lines = list(source_lines("x = 1\n" * (MOST_LINES + 100), [500]))
    assert [each.number for each in lines if each.number] == list(range(500 - AROUND, 501 + AROUND))
    assert [str(each.html) for each in lines if not each.number] == ["474 lines", "1075 lines"]


def test_long_line_is_cut() -> None:
    (line,) = source_lines("x = '" + "a" * 100_000 + "'", [])
    assert len(line.html) < 1_000


def test_lines_are_those_of_the_file() -> None:
    text = 'a = """\n</b>\n"""\n\n\n# end'
    assert [each.number for each in source_lines(text, [])] == [1, 2, 3, 4, 5, 6]


def test_special_methods_are_spoken() -> None:
    assert spoken("Rows.__iter__()") == "reads Rows"
    assert spoken("Bucket.get()") == "Bucket.get()"
    assert spoken("os.fork()") == "os.fork()"


def step(kind: str, lane: int = 0, life: int | None = 0, **more: object) -> Step:
    return Step(kind, kind, "", lane, life, **more)


LANES = (Lane("main", ""), Lane("process", "work()", 0))


def test_connection_goes_from_open_to_close() -> None:
    drawn = layout(
        LANES[:1], [step("opens"), step("uses"), step("finding", code="CB101"), step("closes"), step("uses", 0, 1)]
    )
    assert drawn.heights == (ROW, ROW, FINDING_ROW, ROW, ROW)
    (line,) = [each for each in drawn.lines if each.life == 0]
    opens, _, _, closes, _ = drawn.marks
    assert (line.start, line.end) == (opens.at, closes.at)


def test_fork_branches_to_its_lane_and_takes_along_what_is_open() -> None:
    drawn = layout(LANES, [step("opens"), step("forks", 0, None, other=1, crossing=(0,)), step("uses", 1, 0)])
    assert [each.name for each in drawn.bands] == ["main", "child 1"]
    assert [each.style for each in drawn.lines if each.life is None] == ["axis", "axis", "fork"]
    branch, below = [each for each in drawn.lines if each.style == "inherited"]
    assert branch.end == below.start
    assert below.end == drawn.marks[-1].at
    assert drawn.bands[1].x <= below.end.x < drawn.width


def test_what_a_later_fork_takes_along_branches_there() -> None:
    spawned = [step("spawns", 0, None, other=1), step("opens"), step("forks", 0, None, other=1, crossing=(0,))]
    drawn = layout(LANES, [*spawned, step("uses", 1, 0)])
    branch, below = [each for each in drawn.lines if each.style == "inherited"]
    assert branch.start.y < branch.end.y == below.start.y < below.end.y


def test_lane_that_was_waited_for_leaves_its_column() -> None:
    lanes = (Lane("main", ""), Lane("thread", "", 0), Lane("thread", "", 0), Lane("thread", "", 0))
    first = [step("starts", 0, None, other=1), step("waits", 0, None, other=1), step("starts", 0, None, other=2)]
    drawn = layout(lanes, [*first, step("starts", 0, None, other=3)])
    assert drawn.bands[1].x == drawn.bands[2].x < drawn.bands[3].x


def test_tracks_of_what_is_gone_are_used_again() -> None:
    one_after_the_other = [step("opens"), step("closes"), step("opens", 0, 1), step("closes", 0, 1)]
    at_one_time = [step("opens"), step("opens", 0, 1), step("closes"), step("closes", 0, 1)]
    assert len({each.at.x for each in layout(LANES[:1], one_after_the_other).marks}) == 1
    assert len({each.at.x for each in layout(LANES[:1], at_one_time).marks}) == 2


def test_text_of_many_lanes_begins_behind_those_that_run() -> None:
    lanes = (Lane("main", ""), *(Lane("thread", "", 0) for _ in range(6)))
    drawn = layout(lanes, [step("starts", 0, None, other=number) for number in range(1, 7)])
    assert list(drawn.indents) == sorted(set(drawn.indents))
    assert drawn.indents[-1] == round(drawn.width)
