"""The stories of some programs, from which pictures are drawn, as ``golden_stories.txt`` has them.

``python tests/test_golden_stories.py`` writes the file anew after a change that is meant.
"""

from __future__ import annotations

import ast
import functools
import zlib
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from expectations import settings
from test_golden import FIXTURES

from flake8_cb.pictures.reading import told
from flake8_cb.rules.lint import placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_cb.flow.story import Moment, Place, Story

GOLDEN = Path(__file__).with_name("golden_stories.txt")

#: One in so many programs, the same ones wherever they are run, and those of Twisted, whose answers have lanes.
ONE_IN = 6
CHOSEN = {
    name: path for name, path in FIXTURES.items() if zlib.crc32(name.encode()) % ONE_IN == 0 or "deferred" in name
}


def place(of: Place | None) -> str:
    return "-".join(map(str, filter(None, astuple(of)))) if of else "nowhere"


def shown(moment: Moment) -> str:
    """Return a moment as one line; what is as usual is left out."""
    parts = [str(moment.lane), moment.kind, repr(moment.label), place(moment.place)]
    for field in fields(moment)[4:]:
        value = getattr(moment, field.name)
        if value != field.default:
            parts.append(f"{field.name}={' '.join(map(place, value)) if field.name == 'way' else value}")
    return "  " + ", ".join(parts)


def story_of(path: Path) -> str:
    """Return the story of a program as text."""
    source = path.read_text(encoding="utf-8")
    given = settings(source)
    _, story = told(*placed(ast.parse(source), given), given)
    return "" if story is None else "\n".join([*_lines(story), ""])


def _lines(story: Story) -> Iterator[str]:
    for life in story.lives:
        yield f"{life.label} {place(life.opened)} {' '.join(map(place, life.way))} {life.number}".rstrip()
    for scene in story.scenes:
        yield f"{scene.kind} {scene.title!r} {scene.already} {sorted(scene.left_open)} {scene.left_out}"
        yield from (f"  lane {lane.kind} {lane.title!r} of {lane.parent}" for lane in scene.lanes)
        yield from map(shown, scene.moments)


@functools.cache
def golden() -> dict[str, str]:
    """Return what the file tells of each program."""
    parts = (part.partition("\n") for part in GOLDEN.read_text(encoding="utf-8").split("\n\n"))
    return {name.strip(): text and text.rstrip("\n") + "\n" for name, _, text in parts}


@pytest.mark.parametrize("name", CHOSEN)
def test_story_is_told_as_before(name: str) -> None:
    assert story_of(CHOSEN[name]) == golden()[name]


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(f"{name}\n{story_of(path)}" for name, path in CHOSEN.items()), encoding="utf-8")
