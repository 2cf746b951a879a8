"""The documentation as a site: it is built without a warning, and asks for nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flake8_runs import ROOT
from test_docs import DOCUMENTS

#: What a browser loads by itself, by the element and its attribute.
LOADED = {("audio", "src"), ("embed", "src"), ("iframe", "src"), ("img", "src"), ("link", "href"), ("script", "src"),
          ("source", "src"), ("video", "src")}  # fmt: skip

#: Of the links in a page's head, those that load nothing.
NOT_LOADED = {"canonical", "next", "prev"}


class Reader(HTMLParser):
    """Notes what a page loads, its links and its paragraphs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.prose: list[str] = []
        self._is_prose = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element refers to."""
        found = dict(attrs)
        for name, value in found.items():
            if (tag, name) in LOADED and found.get("rel") not in NOT_LOADED:
                self.loaded.append(value or "")
            if (tag, name) == ("a", "href"):
                self.links.append(value or "")
        if tag == "p":
            self._is_prose = True
            self.prose.append("")

    def handle_endtag(self, tag: str) -> None:
        """Note where a paragraph ends."""
        if tag == "p":
            self._is_prose = False

    def handle_data(self, data: str) -> None:
        """Note the text of a paragraph."""
        if self._is_prose:
            self.prose[-1] += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, as built in a folder of its own."""
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.findall(r"^(?:WARNING|ERROR).*", done.stderr, re.MULTILINE) == []
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Reader]:
    """The pages of the site, by their paths in it."""
    return {
        path.relative_to(site).as_posix(): Reader(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")
    }


def test_every_document_is_a_page(pages: dict[str, Reader]) -> None:
    """All but the README of the repository, for which the site has a page of its own."""
    assert len(pages.keys() - {"404.html"}) == len(DOCUMENTS) - 1
    assert {"index.html", "changelog/index.html", "rules/CB101/index.html", "stubs/index.html"} <= pages.keys()


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[str, Reader]) -> None:
    assert [each for page in pages.values() for each in page.loaded if re.match(r"(\w+:)?//", each)] == []
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"@import|url\([\"']?(?:https?:)?//", styles) == []


def test_links_lead_somewhere(site: Path, pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        for link in page.links:
            target = link.partition("#")[0]
            if not target or re.match(r"https?:", target) or name == "404.html":
                continue
            path = (site / name).parent / target
            assert path.is_file() or (path / "index.html").is_file(), (name, link)


def test_only_pages_and_what_they_link_to(site: Path) -> None:
    programs = {path.relative_to(site).as_posix() for path in site.rglob("*.py")}
    assert {name.partition("/")[0] for name in programs} == {"bazel", "files"}


def test_lists_and_tables_are_such(pages: dict[str, Reader]) -> None:
    """Markdown of sites wants four spaces for what belongs to an item of a list; without them its text falls apart."""
    odd = [
        (name, line)
        for name, page in pages.items()
        for text in page.prose
        for line in text.splitlines()
        if re.match(r"\s*([-*|]|```|\d+\.)( |$)", line)
    ]
    assert odd == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_belongs_to_an_item_is_indented_by_four(path: Path) -> None:
    text = re.sub(r"^( *```).*?^ *```$", r"\1", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert [line for indent, line in re.findall(r"\n\n( +)(\S.*)", text) if len(indent) % 4] == []
