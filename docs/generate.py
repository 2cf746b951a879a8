"""Writes what the documentation takes from the rules: ``python docs/generate.py``.

These are the pages in ``docs/rules``, their index, and the parts of README.md and docs/limits.md between marks such
as ``<!-- rules: begin -->`` and ``<!-- rules: end -->``. The tests compare all of them with the rules.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_cb.rules import RULES
from flake8_cb.rules.page import generations_of, page
from flake8_cb.rules.rule import FAMILIES
from flake8_cb.settings import GENERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_cb.rules import Rule

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
LIMITS = ROOT / "docs" / "limits.md"
PAGES = ROOT / "docs" / "rules"

#: Programs in which known limits are marked.
FIXTURES = (ROOT / "tests" / "fixtures", ROOT / "tests" / "projects")

#: Programs that meet the hazards of some rules on the real SDK, and programs that do not.
EVIDENCE = ROOT / "tests" / "evidence"

#: What says of a page where it comes from.
NOTE = "<!-- Written by docs/generate.py: edit the rule in flake8_cb/rules, and run that again. -->"

#: Parts of a page in which no code is a link: blocks, headings and code in the midst of prose.
VERBATIM = re.compile(r"(^```.*?^```$|^#[^\n]*$|`[^`]*`)", re.DOTALL | re.MULTILINE)


def generated() -> dict[Path, str]:
    """Return each file that is generated, or has generated parts, with the text that it ought to have."""
    files = {PAGES / f"{rule.code}.md": f"{NOTE}\n\n{linked(page(rule), rule)}{evidence(rule)}" for rule in RULES}
    files[PAGES / "README.md"] = "\n\n".join(index()) + "\n"
    readme = with_part(README.read_text(encoding="utf-8"), "rules", "\n" + table(RULES, "docs/rules/") + "\n")
    files[README] = with_part(readme, "limits", limits())
    files[LIMITS] = with_part(LIMITS.read_text(encoding="utf-8"), "limits", limits())
    return files


def linked(text: str, own: Rule) -> str:
    """Return the page of a rule with links to the pages of others."""
    codes = "|".join(rule.code for rule in RULES if rule is not own)
    parts = VERBATIM.split(text)
    # Every other part is verbatim.
    parts[::2] = [re.sub(rf"\b({codes})\b", r"[\1](\1.md)", part) for part in parts[::2]]
    return "".join(parts)


def evidence(rule: Rule) -> str:
    """Return the part of a page that tells where the hazard is shown, if it is."""
    found = {}
    for kind in ("bad", "good"):
        # A project is represented by its application.
        for path in (EVIDENCE / rule.code / f"{kind}.py", EVIDENCE / rule.code / kind / "app.py"):
            if path.exists():
                found[kind] = f"../../{path.relative_to(ROOT).as_posix()}"
    if not found:
        return ""
    return (
        "\n## On the real SDK\n\n"
        f"The tests run [a program that meets the hazard]({found['bad']}) and\n"
        f"[one that does not]({found['good']}) on SDK 4.x;\n"
        "[the page of the proofs](../proofs.md#the-hazards-on-the-real-sdk) tells how.\n"
    )


def index() -> Iterator[str]:
    """Yield the parts of the page that names all rules."""
    yield NOTE
    yield "# The rules"
    yield (
        "CB1 to CB5 are on by default: each of their findings is something that goes wrong, or costs, when the\n"
        "program runs. CB9 are opinions, right for one project and noise in the next: they are on where `CB9`, or\n"
        "more of a code, stands in `select` or `extend-select`. The number of a rule that is removed is never used\n"
        "again."
    )
    for family, rules in groupby(RULES, key=lambda rule: rule.family):
        yield f"## {family}: {FAMILIES[family]}"
        yield table(rules)


def table(rules: Iterable[Rule], folder: str = "") -> str:
    """Return the table of rules, with links to their pages in a folder."""
    rows = ["| code | name | what is wrong | SDK | on |", "| --- | --- | --- | --- | --- |"]
    for rule in rules:
        link, on = f"[{rule.code}]({folder}{rule.code}.md)", "yes" if rule.is_default else "no"
        rows.append(f"| {link} | {rule.name} | {rule.title} | {concerned(rule)} | {on} |")
    return "\n".join(rows)


def concerned(rule: Rule) -> str:
    return "all" if rule.generations == GENERATIONS else generations_of(rule)


def limits() -> str:
    """Return how many known limits are marked in the fixtures."""
    # Some of them are not in UTF-8 on purpose.
    texts = [path.read_text(encoding="utf-8", errors="replace") for each in FIXTURES for path in each.rglob("*.py")]
    missed, false = (
        sum(len(re.findall(rf"# CB\d{{3}} {kind}", text)) for text in texts) for kind in ("missed", "false")
    )
    return f"missed hazards: {missed}, false alarms: {false}"


def with_part(text: str, name: str, part: str) -> str:
    """Return a text in which what stands between the marks of that name is replaced; raises ValueError without them."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    start = text.index(begin) + len(begin)
    return text[:start] + part + text[text.index(end, start) :]


def main() -> None:
    PAGES.mkdir(exist_ok=True)
    files = generated()
    for path in PAGES.glob("*.md"):
        if path not in files:
            path.unlink()
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
