"""``picture PATH``: draws what the linter understood, as one HTML page."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

#: What the extra brings along.
NEEDED = ("drawsvg", "jinja2", "pygments", "tqdm")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to those of the command line."""
    parser = commands.add_parser(
        "picture", help="draw the life of connections, with processes and threads as lanes, as one HTML page"
    )
    parser.add_argument("path", type=Path, metavar="PATH", help="a Python file, or a folder of them")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("lifecycle.html"),
        metavar="FILE",
        help="where the page is written (default: lifecycle.html)",
    )
    parser.set_defaults(run=lambda arguments: picture(arguments.path, arguments.output))


def picture(path: Path, output: Path) -> int:
    """Writes the page; the exit code is 2 if that cannot be done."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        print(f"pictures need {', '.join(missing)}: pip install 'flake8-cb[picture]'", file=sys.stderr)
        return 2
    if not (path.is_file() or path.is_dir()):
        print(f"there is no file or folder {path}", file=sys.stderr)
        return 2
    if output.suffix == ".py":
        print(f"{output} would be a page, and has the name of a program", file=sys.stderr)
        return 2

    # Imported here, like the extra itself: other commands need none of it.
    from tqdm import tqdm

    from flake8_cb.pictures.page import Omitted, page_of
    from flake8_cb.pictures.reading import UnreadableError, files_below, names_of, read

    paths = files_below(path)
    found, unreadable, empty = [], [], 0
    # Without `disable` it would draw where nobody looks: None stands for "unless it is a terminal".
    for each, name in tqdm(
        list(zip(paths, names_of(paths, path), strict=True)), unit="file", disable=None, leave=False
    ):
        try:
            file = read(each, name)
        except UnreadableError as error:
            unreadable.append((name, str(error)))
            continue
        if file is None:
            empty += 1
        else:
            found.append(file)
    for name, why in unreadable:
        print(f"{name} is left out: {why}", file=sys.stderr)
    try:
        page = page_of(found, Omitted(empty, tuple(unreadable)), str(path))
        output.write_text(page, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        print(f"{output} cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    print(f"{output}: {sum(not each.is_empty for each in found)} of {len(paths)} files drawn")
    return 0
