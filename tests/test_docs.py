"""The documentation: it is what ``docs/generate.py`` writes, its links lead somewhere, its programs are linted."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from expectations import expectations
from flake8_runs import ROOT, flake8

from flake8_cb.findings import OPINIONS
from flake8_cb.rules import RULES
from flake8_cb.rules.rule import FAMILIES

DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "flake8_cb" / "sdk" / "stubs").glob("*.md")]
)

#: Those whose programs are written by hand; ``test_rules_docs.py`` looks at those of the rules.
WRITTEN = [path for path in DOCUMENTS if path.parent.name != "rules"]

#: A block of Python, or another file: the name in the first line is its name in the project of its section.
BLOCK = re.compile(r"^```(?:(?:python|ini)\n(?=# (?P<name>[\w/.]+\.(?:py|ini))\n)|python\n)", re.MULTILINE)
README, CONTRIBUTING = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))


def generator():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def generate():
    return generator()


def test_committed_is_what_is_generated(generate) -> None:
    stale = [
        path.relative_to(ROOT).as_posix()
        for path, text in generate.generated().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run: python docs/generate.py"


def test_every_page_is_of_a_rule() -> None:
    pages = {path.name for path in (ROOT / "docs" / "rules").iterdir()}
    assert pages == {"README.md", *(f"{rule.code}.md" for rule in RULES)}, "run: python docs/generate.py"


def test_contributors_are_told_how_pages_are_written() -> None:
    commands = re.findall(r"^```console\n(.*?)^```$", CONTRIBUTING, re.DOTALL | re.MULTILINE)
    assert any(command.endswith("python docs/generate.py\n") for command in commands)


def test_readme_tells_which_families_are_on() -> None:
    lines = re.findall(r"^- \*\*O(?:n|ff) by default\*\* .*$", README, re.MULTILINE)
    on, off = (re.findall(r"CB\d", line) for line in lines)
    assert {family for family in FAMILIES if min(on) <= family <= max(on)} == FAMILIES.keys() - {OPINIONS}
    assert set(off) == {OPINIONS}


def test_a_part_without_marks_is_an_error(generate) -> None:
    assert (
        generate.with_part("a <!-- b: begin -->c<!-- b: end --> d", "b", "!") == "a <!-- b: begin -->!<!-- b: end --> d"
    )
    with pytest.raises(ValueError, match="not found"):
        generate.with_part("a", "b", "!")


def test_pages_of_removed_rules_go(generate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("README", "LIMITS"):
        copy = tmp_path / getattr(generate, name).name
        copy.write_text(getattr(generate, name).read_text(encoding="utf-8"), encoding="utf-8")
        monkeypatch.setattr(generate, name, copy)
    monkeypatch.setattr(generate, "PAGES", tmp_path / "rules")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "CB000.md").touch()
    generate.main()
    assert not (tmp_path / "rules" / "CB000.md").exists()
    assert (tmp_path / "rules" / f"{RULES[0].code}.md").read_text(encoding="utf-8").startswith("<!-- Written by ")


def test_only_other_rules_are_links(generate) -> None:
    first, second = RULES[:2]
    text = f"# {second.code}\n\n{first.code}, `{second.code}`, {second.code}; CB000\n\n```text\n{second.code}\n```\n"
    linked = f"[{second.code}]({second.code}.md)"
    assert generate.linked(text, first) == text.replace(f", {second.code};", f", {linked};")


def anchor(heading: str) -> str:
    """The name under which a heading can be linked to."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://", link):
            continue
        name, _, part = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        if part:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert part in map(anchor, headings), link


def programs(text: str, folder: Path) -> None:
    """Write the programs of a page into a folder: one for each block, but one for all named blocks of a section."""
    for number, section in enumerate(re.split(r"^#+ .*$", text, flags=re.MULTILINE)):
        for place, block in enumerate(BLOCK.finditer(section)):
            source = section[block.end() :].partition("\n```\n")[0] + "\n"
            root = folder / f"section_{number}" / ("project" if block["name"] else f"program_{place}")
            path = root / (block["name"] or "program.py")
            assert not path.exists(), f"two blocks of a section are {path.name}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
            (root / "pyproject.toml").touch()


@pytest.fixture(scope="module")
def linted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The programs of all pages, and what flake8 says of them: also about names that do not exist, and the like."""
    folder = tmp_path_factory.mktemp("pages")
    for path in WRITTEN:
        programs(path.read_text(encoding="utf-8"), folder / path.relative_to(ROOT).as_posix())
    return folder, flake8("--select=CB,E9,F", ".", cwd=folder, isolated=True).output.splitlines()


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_programs_have_the_findings_that_they_show(path: Path, linted: tuple[Path, list[str]]) -> None:
    folder, lines = linted
    page = path.relative_to(ROOT).as_posix()
    found = {}
    for line in lines:
        place, _, text = line.removeprefix("./").partition(": ")
        name, row, _ = place.split(":")
        if name.startswith(f"{page}/"):
            found[name, int(row), text.partition(" ")[0]] = text
    expected = {
        (program.relative_to(folder).as_posix(), mark.line, mark.code): mark.words
        for program in (folder / page).rglob("*.py")
        for mark in expectations(program.read_text(encoding="utf-8"))
    }
    assert found.keys() == expected.keys(), found
    assert [found[place] for place, words in expected.items() if words not in found[place]] == []


def test_every_idiom_is_shown_wrong_as_well() -> None:
    """Else the pages could show what the linter does not know at all."""
    pages = [path for path in WRITTEN if path.parent.name == "idioms"]
    assert len(pages) == 5
    assert all("# CB" in path.read_text(encoding="utf-8") for path in pages)
