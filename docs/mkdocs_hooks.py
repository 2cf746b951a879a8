"""What mkdocs needs for the site besides: pages from elsewhere in the repository, links that lead out of docs."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent

#: Pages of the site that stand elsewhere in the repository, by their names in the site.
PAGES = {
    "changelog.md": ROOT / "CHANGELOG.md",
    "contributing.md": ROOT / "CONTRIBUTING.md",
    "security.md": ROOT / "SECURITY.md",
    "stubs.md": ROOT / "flake8_cb" / "sdk" / "stubs" / "README.md",
}
NAMES = {path: name for name, path in PAGES.items()}

#: Other files to which pages link are copied, below this folder.
FILES = "files"

BLOCK = re.compile(r"(^ *```.*?^ *```$)", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<=\]\()(?!https?://|#)([^)\s#]+)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Adds the pages of the rules to the navigation."""
    pages = sorted(path.name for path in Path(config.docs_dir, "rules").glob("CB*.md"))
    (rules,) = (each["Rules"] for each in config.nav or [] if "Rules" in each)
    rules.extend(f"rules/{name}" for name in pages)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages that stand elsewhere."""
    for name, path in PAGES.items():
        files.append(File.generated(config, name, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turns links between files of the repository into links of the site."""
    own = page.file.src_uri
    source = PAGES.get(own, Path(config.docs_dir, own))

    def of_site(link: re.Match[str]) -> str:
        target = (source.parent / link[1]).resolve()
        if not target.is_file():
            # Left to mkdocs, which complains.
            return link[1]
        name = NAMES.get(target) or target.relative_to(ROOT).as_posix()
        if name.startswith("docs/"):
            name = name.removeprefix("docs/")
        elif name not in PAGES:
            name = f"{FILES}/{name}"
            if name not in files.src_uris:
                files.append(File.generated(config, name, abs_src_path=str(target)))
        return posixpath.relpath(name, posixpath.dirname(own))

    parts = BLOCK.split(markdown)
    # Every other part is a block of code.
    parts[::2] = [LINK.sub(of_site, part) for part in parts[::2]]
    return "".join(parts)
