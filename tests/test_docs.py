"""What ``docs/generate.py`` writes is what is committed, and every link leads somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from flake8_runs import ROOT

from flake8_cb.findings import OPINIONS
from flake8_cb.rules import RULES
from flake8_cb.rules.rule import FAMILIES

DOCUMENTS = sorted(
    path
    for folder in (ROOT, ROOT / "docs", ROOT / "docs" / "rules", ROOT / "flake8_cb" / "sdk" / "stubs")
    for path in folder.glob("*.md")
)
README = (ROOT / "README.md").read_text(encoding="utf-8")


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


def test_readme_tells_how_pages_are_written() -> None:
    commands = re.findall(r"^```console\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
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
    readme = tmp_path / "README.md"
    readme.write_text(generate.README.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(generate, "README", readme)
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
