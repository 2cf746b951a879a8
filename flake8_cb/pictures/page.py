"""The page: pictures, source and words in one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flake8_cb.findings import Finding
from flake8_cb.flow.story import Scene
from flake8_cb.pictures.drawing import svg_of
from flake8_cb.pictures.layout import WIDE, layout
from flake8_cb.pictures.reading import Read
from flake8_cb.pictures.source import SourceLine, source_lines
from flake8_cb.pictures.steps import Step, steps_of
from flake8_cb.rules import RULES

#: Of a file, scenes that are drawn and findings beside them; steps of a page beyond which no further file is drawn.
MOST_SCENES = 40
MOST_LOOSE = 100
MOST_STEPS = 6_000


@dataclass(frozen=True)
class ScenePicture:
    """A scene as it is drawn: ``rows`` are its steps with their heights, and where their text begins."""

    title: str
    svg: Markup
    width: int
    rows: list[tuple[Step, int, int]]
    left_out: int


@dataclass(frozen=True)
class FilePicture:
    """A file as it is drawn. ``loose`` are the findings that belong to no step; ``marked`` the lines with a finding."""

    shown: str
    scenes: list[ScenePicture]
    lines: list[SourceLine]
    loose: list[Finding]
    marked: frozenset[int]
    findings: int
    connections: int
    lanes: int
    notes: list[str]

    @property
    def steps(self) -> int:
        return sum(len(each.rows) for each in self.scenes)

    @property
    def is_wide(self) -> bool:
        """Report whether the lanes need more than half of a page."""
        return any(each.width > WIDE for each in self.scenes)


@dataclass(frozen=True)
class Omitted:
    """What is not drawn: files that do not concern us or open nothing, counted, and those that could not be read."""

    empty: int = 0
    unreadable: tuple[tuple[str, str], ...] = ()


def page_of(files: Sequence[Read], omitted: Omitted, asked: str) -> str:
    """Return the HTML page of the files; ``asked`` is the path that the user named."""
    here = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(here), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    drawn = [each for each in files if not each.is_empty]
    pictures: list[FilePicture] = []
    for each in drawn:
        if sum(picture.steps for picture in pictures) >= MOST_STEPS:
            break
        pictures.append(picture_of(each))
    return environment.get_template("page.html").render(
        asked=asked,
        files=pictures,
        not_drawn=len(drawn) - len(pictures),
        empty=omitted.empty + len(files) - len(drawn),
        unreadable=omitted.unreadable,
        titles={rule.code: rule.title for rule in RULES},
        style=Markup((here / "style.css").read_text(encoding="utf-8")),
        script=Markup((here / "script.js").read_text(encoding="utf-8")),
    )


def picture_of(file: Read) -> FilePicture:
    """Return the pictures of a file's scenes, with its source."""
    story = file.story
    drawn = story.scenes[:MOST_SCENES]
    rows, loose = steps_of(drawn, story.lives, file.findings, file.tree)
    scenes = [
        scene_picture(scene, steps, f"{file.shown}: {title_of(scene)}")
        for scene, steps in zip(drawn, rows, strict=True)
    ]
    notes = []
    if story.given_up:
        notes.append("Some of this file took too long to follow; the rest is shown.")
    if len(story.scenes) > MOST_SCENES:
        notes.append(f"{len(story.scenes) - MOST_SCENES} more functions are not drawn.")
    if len(loose) > MOST_LOOSE:
        notes.append(f"{len(loose) - MOST_LOOSE} more findings are not shown.")
    shown = [line for steps in rows for line in shown_lines(steps)]
    shown += [each.line for each in loose[:MOST_LOOSE]]
    return FilePicture(
        file.shown,
        scenes,
        list(source_lines(file.text, shown)),
        loose[:MOST_LOOSE],
        frozenset(each.line for each in file.findings),
        len(file.findings),
        len(story.lives),
        sum(len(scene.lanes) - 1 for scene in story.scenes),
        notes,
    )


def shown_lines(steps: Iterable[Step]) -> Iterable[int]:
    """Yield the lines that some step leads to."""
    for step in steps:
        yield from step.lines or ()
        yield from step.way


def scene_picture(scene: Scene, steps: list[Step], label: str) -> ScenePicture:
    """Return a scene as it is drawn."""
    placed = layout(scene.lanes, steps)
    return ScenePicture(
        title_of(scene),
        Markup(svg_of(placed, f"Lanes of {label}")),
        round(placed.width),
        list(zip(steps, placed.heights, placed.indents, strict=True)),
        scene.left_out,
    )


def title_of(scene: Scene) -> str:
    """Return what runs in a scene."""
    return {"script": "Run as a script", "module": "Imported"}.get(scene.kind, f"When {scene.title} is called")
