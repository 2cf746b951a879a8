"""The linter agrees with an oracle about every small program (by default, about a fixed sample of them)."""

from __future__ import annotations

import ast
from itertools import chain, islice
from typing import TYPE_CHECKING

import pytest
from small_world.oracle import Findings, accepted, disagreement
from small_world.programs import GENERATIONS, LARGEST, Block, Generation, programs, text_of

from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How many programs there are by size; a change of the enumeration must be meant.
COUNTS = {1: 2, 2: 22, 3: 358, 4: 6430, 5: 95156}

#: Programs up to this size are always linted, and of the larger ones so many of each size.
ALWAYS = 3
SAMPLE = 400

#: So many failing programs are shown.
SHOWN = 5

each_generation = pytest.mark.parametrize("generation", GENERATIONS, ids=lambda generation: generation.name)


def chosen(sample: bool) -> Iterator[Block]:
    """Yield the programs to lint, the small ones first."""
    for size in range(1, LARGEST + 1):
        # The step is odd so that it does not fall in with the pattern of the enumeration.
        step = max(COUNTS[size] // SAMPLE, 1) | 1 if sample and size > ALWAYS else 1
        yield from islice(programs(size), 0, None, step)


def found_in(source: str) -> Findings:
    """Return what the linter finds in a program."""
    return frozenset((finding.line, finding.code) for finding in lint(ast.parse(source), Settings()))


def comparison(block: Block, generation: Generation) -> str:
    """Return the program with both verdicts if the linter and the oracle disagree, else nothing."""
    text = text_of(block, generation)
    problems = disagreement(found_in(text.source), accepted(block, text.first, text.child))
    if not problems:
        return ""
    notes = {line: f"   <-- found {given}, expected {expected}" for line, given, expected in problems}
    lines = text.source.split("\n")
    shown = [*range(text.child - 1, text.child + 1), *range(text.first - 1, len(lines) - 4)]
    return "\n".join(f"{number:4} {lines[number - 1]}{notes.get(number, '')}" for number in shown)


@each_generation
def test_small_world(generation: Generation, pytestconfig: pytest.Config) -> None:
    sample = pytestconfig.getoption("--small-world") == "sample"
    failing: list[str] = []
    number = 0
    for block in chosen(sample):
        number += 1
        if problem := comparison(block, generation):
            failing.append(problem)
        if len(failing) == SHOWN:
            break
    print(f"{number} of {sum(COUNTS.values())} programs of {generation.name} linted")
    assert not failing, f"after {number} programs\n\n" + "\n\n".join(failing)


def test_number_of_programs() -> None:
    counts = {size: sum(1 for _ in programs(size)) for size in range(1, LARGEST + 1)}
    print(f"{sum(counts.values())} programs")
    assert counts == COUNTS


@each_generation
def test_programs_are_programs(generation: Generation) -> None:
    for block in chain(programs(3), islice(programs(LARGEST), 0, None, 997)):
        text = text_of(block, generation)
        lines = text.source.split("\n")
        ast.parse(text.source)
        assert lines[text.first - 2] == "def main():"
        assert lines[text.child - 2] == "def child(c):"


def verdict(*block: object) -> set[tuple[int, str]]:
    """Return the findings that the oracle demands, by the statement counted from 1."""
    must, may = accepted(block, 1, 0)  # type: ignore[arg-type]
    assert must == may, "a debatable program proves nothing"
    return set(must)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (("open a",), set()),
        (("open a", "fork"), {(2, "CB101")}),
        (("open a", "child a"), {(2, "CB102")}),
        (("open a", "close a", "fork"), set()),
        (("open a", "close a", "close a", "use a"), {(4, "CB302")}),
        (("open a", "close a", "use a", "fork"), {(3, "CB302")}),
        (("open a", "open a"), {(2, "CB201")}),
        (("open a", "close a", "open a", "open b"), {(4, "CB201")}),
        (("fork", "open a"), set()),
        ((("while", ("fork", "open a"), ()),), {(2, "CB101"), (3, "CB202")}),
        ((("for", ("open a", "close a"), ()),), {(2, "CB202")}),
        ((("for", ("open a", "return"), ()), "fork"), set()),
        ((("for", (("try", ("open a", "use a", "return"), ()),), ()),), set()),
        ((("while", (("try", ("use a",), ("open a",)),), ()),), set()),
        ((("if", ("open a",), ("open b",)), "fork"), {(5, "CB101")}),
        ((("if", ("open a",), ()), "use a", "fork"), {(4, "CB101")}),
        ((("while", (("if", ("open a",), ("close a",)), "use a"), ()),), {(3, "CB202"), (6, "CB302")}),
        (("open b", "open a", "close a", "fork"), {(2, "CB201"), (4, "CB101")}),
        (("open b", ("for", ("open a",), ())), {(3, "CB201")}),
        ((("try", ("open a", "close a", "open b"), ("use a",)),), {(6, "CB302")}),
        (("use a", "open a", "fork"), set()),
    ],
)
def test_oracle(block: tuple[object, ...], expected: set[tuple[int, str]]) -> None:
    assert verdict(*block) == expected


def test_disagreement_is_seen() -> None:
    block = ("open a", "fork")
    answers = accepted(block, 1, 0)
    assert disagreement(frozenset({(2, "CB101")}), answers) == []
    assert disagreement(frozenset(), answers) == [(2, "nothing", "CB101")]
    assert disagreement(frozenset({(2, "CB102")}), answers) == [(2, "CB102", "CB101")]
    assert disagreement(frozenset({(1, "CB202"), (2, "CB101")}), answers) == [(1, "CB202", "nothing")]
