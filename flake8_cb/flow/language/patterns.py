"""Patterns: what the arms of a ``match`` ask of their subject, and which names they give to its parts."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import NONE, Builtin, Const, Symbol, Tuple, Value, is_none, symbol
from flake8_cb.flow.language.definitions import Definitions
from flake8_cb.flow.language.inspecting import is_instance

#: How a pattern turns out: known, as a condition decides, or None where nothing is known of it.
Outcome = bool | Symbol | None

#: Classes whose only pattern is held against the subject itself.
PLAIN = frozenset({"bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"})


class Patterns(Definitions):
    """Holds patterns against values."""

    def matches(self, pattern: ast.pattern, subject: Value | None, state: State) -> Outcome:
        """Report whether a pattern matches a value, or a part of one that is not known."""
        if isinstance(pattern, (ast.MatchAs, ast.MatchStar)) and getattr(pattern, "pattern", None) is None:
            return True
        outcomes = [self.matches(each, part, state) for each, part in self.parts(pattern, subject, state)]
        if isinstance(pattern, ast.MatchOr):
            return either(pattern, outcomes, state)
        return both(pattern, [self.fits(pattern, subject, state), *outcomes], state)

    def bind_pattern(self, pattern: ast.pattern, subject: Value, state: State) -> None:
        """Give the names of a pattern to the parts of what it matches."""
        todo: list[tuple[ast.pattern, Value | None]] = [(pattern, subject)]
        for each, part in todo:  # it grows meanwhile
            name = each.name if isinstance(each, (ast.MatchAs, ast.MatchStar)) else getattr(each, "rest", None)
            if name:
                is_whole = part is not None and not isinstance(each, ast.MatchMapping)
                value = part if part is not None and is_whole else symbol(each, "captured", subject, each)
                state.put(self.scope_of(name, state), name, value)
            todo += self.parts(each, part, state)

    def fits(self, pattern: ast.pattern, subject: Value | None, state: State) -> Outcome:
        """Report whether a value is what a pattern asks for, apart from what is asked of its parts."""
        if isinstance(pattern, ast.MatchAs):
            return True
        if subject is None:
            return None
        if isinstance(pattern, (ast.MatchValue, ast.MatchSingleton)):
            return self.equals(pattern, subject, state)
        if isinstance(pattern, ast.MatchClass):
            cls = self.named(pattern.cls, state)
            known = is_instance(self, subject, cls, state)
            return decided(symbol(pattern, "isinstance", subject, cls), state) if known is None else known
        if isinstance(pattern, ast.MatchSequence):
            items = self.in_order(subject, state)
            stars = sum(isinstance(each, ast.MatchStar) for each in pattern.patterns)
            least = len(pattern.patterns) - stars
            return None if items is None else len(items) == least or (stars == 1 and len(items) > least)
        record = state.record(subject)
        if not isinstance(pattern, ast.MatchMapping) or record is None or record.kind != "dict":
            return None
        held = [self.named(each, state) in record.slots for each in pattern.keys]
        return True if all(held) else False if record.exact else None

    def equals(self, pattern: ast.MatchValue | ast.MatchSingleton, subject: Value, state: State) -> Outcome:
        """Report whether a value is the one that a pattern names."""
        value = Const.of(pattern.value) if isinstance(pattern, ast.MatchSingleton) else self.named(pattern.value, state)
        if value == NONE:
            known = self.known_none(subject, state)
            return is_none(subject) if known is None else known
        same = self.equal(subject, value, state)
        return decided(symbol(pattern, "equal", subject, value), state) if same is None else same

    def named(self, node: ast.expr, state: State) -> Value:
        """Return what a constant or a dotted name of a pattern stands for."""
        return next((value for _, value in self.evaluate(node, state)), Symbol("pattern", ast.dump(node)))

    def parts(
        self, pattern: ast.pattern, subject: Value | None, state: State
    ) -> Iterator[tuple[ast.pattern, Value | None]]:
        """Yield the patterns in a pattern, each with what it is held against, None for what is not known."""
        if isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
            yield pattern.pattern, subject
        elif isinstance(pattern, ast.MatchOr):
            yield from ((each, subject) for each in pattern.patterns)
        elif isinstance(pattern, ast.MatchSequence):
            yield from zip(pattern.patterns, self.items_for(pattern.patterns, subject, state), strict=True)
        elif isinstance(pattern, ast.MatchMapping):
            slots = self.slots_of("dict", subject, state)
            for key, each in zip(pattern.keys, pattern.patterns, strict=True):
                yield each, slots.get(self.named(key, state))
        elif isinstance(pattern, ast.MatchClass):
            slots = self.slots_of("instance", subject, state)
            cls = self.named(pattern.cls, state)
            if isinstance(cls, Builtin) and cls.name in PLAIN:
                yield from ((each, subject) for each in pattern.patterns)
            else:
                names = [*(self.fields(state, self.mro(state, cls)) or {}), *(None for _ in pattern.patterns)]
                yield from ((each, slots.get(name)) for each, name in zip(pattern.patterns, names, strict=False))
            for name, each in zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True):
                yield each, slots.get(name)

    def slots_of(self, kind: str, subject: Value | None, state: State) -> Mapping[Any, Value]:
        """Return what an object of that kind is known to hold."""
        record = state.record(subject) if subject is not None else None
        return record.slots if record is not None and record.kind == kind else {}

    def items_for(self, patterns: list[ast.pattern], subject: Value | None, state: State) -> list[Value | None]:
        """Return the items that each of the patterns of a sequence is held against."""
        items = self.in_order(subject, state) if subject is not None else None
        star = next((place for place, each in enumerate(patterns) if isinstance(each, ast.MatchStar)), len(patterns))
        behind = len(patterns) - star - 1
        if items is None or len(items) < len(patterns) - (star < len(patterns)):
            return [None] * len(patterns)
        found: list[Value | None] = [*items[:star]]
        return found if star == len(patterns) else [*found, None, *items[len(items) - behind :]]

    def in_order(self, subject: Value, state: State) -> list[Value] | None:
        """Return the items of a sequence of which all are known."""
        record = state.record(subject)
        is_sequence = isinstance(subject, Tuple) or (record is not None and record.kind == "list")
        return self.items(subject, state) if is_sequence else None


def decided(condition: Symbol, state: State) -> bool | Symbol:
    """Return how the path has decided a condition, or the condition itself."""
    known = state.known(condition)
    return condition if known is None else known


def either(pattern: ast.pattern, outcomes: Sequence[Outcome], state: State) -> Outcome:
    """Return how patterns turn out of which one has to match."""
    if True in outcomes or all(each is False for each in outcomes):
        return True in outcomes
    return None if None in outcomes else decided(symbol(pattern, "one of", *outcomes), state)


def both(pattern: ast.pattern, outcomes: Sequence[Outcome], state: State) -> Outcome:
    """Return how a pattern turns out that matches where all of this holds."""
    open_ones = [each for each in outcomes if each is not True]
    if False in open_ones or not open_ones:
        return not open_ones
    if None in open_ones:
        return None
    return open_ones[0] if len(open_ones) == 1 else decided(symbol(pattern, "all of", *open_ones), state)
