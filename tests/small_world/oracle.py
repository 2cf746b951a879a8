"""What the runs of a small program meet, found by running each of them in thought.

Written for the tests alone: it shares nothing with the linter. Where the rules can be read in two ways, the
oracle is asked twice: the strict reading finds the most that may be reported, the mild one the least that
must be.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from small_world.programs import Block

TURNS = 3

Findings = frozenset[tuple[int, str]]


@dataclass(frozen=True)
class Connection:
    """What a variable holds: the line of the opening expression, and whether it was closed."""

    line: int
    is_open: bool = True
    in_doubt: bool = False  # its close has raised: was it closed?


@dataclass(frozen=True)
class State:
    """One run so far. ``recent`` are the expressions that have opened since a handler was last entered."""

    a: Connection | None = None
    b: Connection | None = None
    recent: frozenset[int] = frozenset()

    def opened(self) -> list[Connection]:
        """Return the open connections: nothing but the two variables refers to one."""
        return [each for each in (self.a, self.b) if each is not None and each.is_open and not each.in_doubt]


States = set[State]


@dataclass(frozen=True)
class Line:
    """A statement with its line, its blocks, and the openings of the other arms of what it stands in."""

    word: str
    number: int
    first: tuple[Line, ...] = ()
    second: tuple[Line, ...] = ()
    other_arms: frozenset[int] = frozenset()


def numbered(block: Block, start: int) -> tuple[Line, ...]:
    """Give each statement the line on which the program's text has it."""
    lines, _ = _numbered(block, start)
    return _with_other_arms(lines, frozenset())


def _numbered(block: Block, number: int) -> tuple[tuple[Line, ...], int]:
    if not block:
        return (), number + 1  # the line of a "pass"
    lines = []
    for statement in block:
        if isinstance(statement, str):
            lines.append(Line(statement, number))
            number += 1
            continue
        word, body, other = statement
        first, after = _numbered(body, number + 1)
        second: tuple[Line, ...] = ()
        if word == "try" or other:
            second, after = _numbered(other, after + 1)
        lines.append(Line(word, number, first, second))
        number = after
    return tuple(lines), number


def _openings(lines: tuple[Line, ...]) -> Iterator[int]:
    for line in lines:
        if line.word.startswith("open"):
            yield line.number
        yield from _openings(line.first)
        yield from _openings(line.second)


def _with_other_arms(lines: tuple[Line, ...], arms: frozenset[int]) -> tuple[Line, ...]:
    return tuple(
        replace(
            line,
            first=_with_other_arms(line.first, arms.union(_openings(line.second))),
            second=_with_other_arms(line.second, arms.union(_openings(line.first))),
            other_arms=arms,
        )
        for line in lines
    )


@dataclass
class Oracle:
    """Runs a program along every path.

    Where it is ``strict``, these count too, and are debatable: a connection that was opened in the other arm
    of an ``if`` or ``try`` (in an earlier turn, or before the handler) as a second one; what follows a use
    of a closed connection whose error a handler catches; an error of a ``for`` between turns; CB101 for one
    connection beside CB102 for another; CB302 for a child that is handed a closed connection; a connection
    whose close has raised, as an open one.
    """

    strict: bool
    child: int
    found: set[tuple[int, str]] = field(default_factory=set)

    def block(self, lines: tuple[Line, ...], states: States, in_try: bool) -> tuple[States, States]:
        """Return the states behind a block, and those in which a call in it may raise."""
        raised: States = set()
        for line in lines:
            states, more = self.statement(line, states, in_try)
            raised |= more
        return states, raised

    def statement(self, line: Line, states: States, in_try: bool) -> tuple[States, States]:
        """Return the states behind a statement, and those in which it may raise."""
        match line.word:
            case "return":
                return set(), set()
            case "if":
                first, raised = self.block(line.first, states, in_try)
                second, more = self.block(line.second, states, in_try)
                return first | second, states | raised | more
            case "while" | "for":
                return self.loop(line, states, in_try)
            case "try":
                normal, raised = self.block(line.first, states, True)
                caught = {replace(state, recent=frozenset()) for state in raised}
                handled, more = self.block(line.second, caught, in_try)
                return normal | handled, more
        after = {self.effect(line, state) for state in states}
        raised = set(states)
        if in_try and not self.strict and line.word == "use a":
            raised = {state for state in states if state.a is None or state.a.is_open}
        if in_try and not self.strict and line.word == "close a":
            raised = {replace(state, a=state.a and replace(state.a, in_doubt=state.a.is_open)) for state in states}
        return {state for state in after if state is not None}, raised

    def loop(self, line: Line, states: States, in_try: bool) -> tuple[States, States]:
        """Run a loop for no turn, one turn and so on."""
        behind: States = set(states)
        raised: States = set(states)
        for _ in range(TURNS):
            states, more = self.block(line.first, states, in_try)
            behind |= states
            raised |= more
            if line.word == "while" or self.strict:
                raised |= states
        return behind, raised

    def effect(self, line: Line, state: State) -> State | None:
        """Return the state behind a simple statement, or None if the run ends there."""
        if line.word.startswith("open"):
            return self.open(line, state)
        if line.word == "fork":
            if state.opened():
                self.report(line, "CB101")
            return state
        if state.a is None:
            return None
        if line.word == "close a":
            return replace(state, a=replace(state.a, is_open=False))
        if line.word == "use a":
            if state.a.is_open or state.a.in_doubt:
                return state
            self.report(line, "CB302")
            return None
        assert line.word == "child a"
        others = [each for each in state.opened() if each is not state.a]
        if state.a.in_doubt:
            if others:
                self.report(line, "CB101")
            return state
        if state.a.is_open:
            self.report(line, "CB102")
        elif self.strict:
            self.report(line, "CB302")
            self.found.add((self.child, "CB302"))
        if others and (self.strict or not state.a.is_open):
            self.report(line, "CB101")
        return state

    def open(self, line: Line, state: State) -> State:
        """Open a connection; the variable lets go of the one before only when the new one is there."""
        for other in state.opened():
            is_exclusive = other.line in line.other_arms and not self.strict
            if other.line != line.number and not is_exclusive:
                self.report(line, "CB201")
        if line.number in state.recent:
            self.report(line, "CB202")
        recent = state.recent | {line.number}
        if line.word == "open a":
            return State(Connection(line.number), state.b, recent)
        return State(state.a, Connection(line.number), recent)

    def report(self, line: Line, code: str) -> None:
        """Note a finding."""
        self.found.add((line.number, code))


def readings(block: Block, first: int, child: int) -> tuple[Findings, Findings]:
    """Return what must be reported, and what may be, of a program whose body begins on line ``first``."""
    lines = numbered(block, first)
    results = []
    for strict in (False, True):
        oracle = Oracle(strict, child)
        oracle.block(lines, {State()}, False)
        results.append(frozenset(oracle.found))
    return results[0], results[1]


def reported(found: Findings, mild: bool) -> Findings:
    """Return what is left where one place gets the first code of a family only."""
    hidden = {(line, "CB202") for line, code in found if code == "CB201"}
    if mild:
        hidden |= {(line, "CB101") for line, code in found if code == "CB102"}
    return found - hidden


def accepted(block: Block, first: int, child: int) -> tuple[Findings, Findings]:
    """Return the two lawful answers; where they differ at a place, either will do."""
    must, may = readings(block, first, child)
    return reported(must, True), reported(may, False)


def disagreement(found: Findings, answers: tuple[Findings, Findings]) -> list[tuple[int, str, str]]:
    """Return the places with findings that neither answer has there, as (line, found, expected)."""
    problems = []
    for line in sorted({line for line, _ in found.union(*answers)}):
        for family in ("CB1", "CB2", "CB3"):
            given, *lawful = (
                {code for place, code in findings if place == line and code.startswith(family)}
                for findings in (found, *answers)
            )
            if given not in lawful:
                expected = " or ".join(dict.fromkeys(told(codes) for codes in lawful))
                problems.append((line, told(given), expected))
    return problems


def told(codes: set[str]) -> str:
    """Return codes as words."""
    return " ".join(sorted(codes)) or "nothing"
