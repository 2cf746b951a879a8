"""The small programs: their shapes, how many there are, and their text in each generation of the SDK."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A simple statement is its word; a compound one, its word and its blocks, of which the second may be empty.
Simple = str
Compound = tuple[str, "Block", "Block"]
Statement = Simple | Compound
Block = tuple[Statement, ...]

SIMPLE: tuple[Simple, ...] = ("open a", "open b", "use a", "close a", "fork", "child a", "return")
COMPOUND = ("if", "while", "for", "try")

LARGEST = 5
DEEPEST = 2

#: A ``for`` differs from a ``while`` in little: from this size on, each shape is written with one of the two.
ONE_KIND_OF_LOOP = 5


@dataclass(frozen=True)
class Generation:
    """How the statements are written in one generation of the SDK."""

    name: str
    imports: str
    opening: str
    use: str
    close: str


GENERATIONS = (
    Generation(
        name="2.x",
        imports="from couchbase.bucket import Bucket",
        opening='Bucket("couchbase://h/b", password="p")',
        use='get("k")',
        close="_close()",
    ),
    Generation(
        name="4.x",
        imports=(
            "from couchbase.auth import PasswordAuthenticator\n"
            "from couchbase.cluster import Cluster\n"
            "from couchbase.options import ClusterOptions"
        ),
        opening='Cluster("couchbase://h", ClusterOptions(PasswordAuthenticator("u", "p")))',
        use="ping()",
        close="close()",
    ),
)


@functools.cache
def blocks(size: int, depth: int) -> tuple[Block, ...]:
    """Return every block of so many statements, the heads of compound ones counted, and at most so deep.

    Nothing follows a ``return``: it would never run.
    """
    if size == 0:
        return ((),)
    found: list[Block] = []
    for first_size in range(1, size + 1):
        rest = blocks(size - first_size, depth)
        for first in statements(first_size, depth):
            if first != "return":
                found += ((first, *more) for more in rest)
            elif first_size == size:
                found.append((first,))
    return tuple(found)


@functools.cache
def statements(size: int, depth: int) -> tuple[Statement, ...]:
    """Return every statement of that size."""
    if size == 1:
        return SIMPLE
    if depth == 0:
        return ()
    found: list[Statement] = []
    for word in COMPOUND:
        for second_size in range(size - 1 if word in ("if", "try") else 1):
            for body in blocks(size - 1 - second_size, depth - 1):
                found += ((word, body, second) for second in blocks(second_size, depth - 1))
    return tuple(found)


def words(block: Block) -> Iterator[str]:
    """Yield the words of a block in the order of the text."""
    for statement in block:
        if isinstance(statement, str):
            yield statement
        else:
            yield statement[0]
            yield from words(statement[1])
            yield from words(statement[2])


def programs(size: int) -> Iterator[Block]:
    """Yield the programs of a size, without those that a smaller or an equal one stands for."""
    loops = ("while", "for")
    for block in blocks(size, DEEPEST):
        said = list(words(block))
        opens = "open a" in said or "open b" in said
        # What is never opened cannot be used: the path just ends, as with a return.
        names_nothing = "open a" not in said and any(word in said for word in ("use a", "close a", "child a"))
        ends_twice = block[-1] == "return"
        letters = sum(len(word) for word in said if word not in loops)
        other_loop = size >= ONE_KIND_OF_LOOP and "try" not in said and loops[letters % 2] in said
        if opens and not names_nothing and not ends_twice and not other_loop:
            yield block


@dataclass(frozen=True)
class Text:
    """The text of a program, the line of its first statement, and the line of the child's use."""

    source: str
    first: int
    child: int


def text_of(block: Block, generation: Generation) -> Text:
    """Write a program; each statement, each head and each ``else`` and ``except`` takes one line."""
    head = f"""\
from multiprocessing import Process

from elsewhere import unknown
{generation.imports}


def noop():
    pass


def child(c):
    c.{generation.use}


def main():
"""
    before = head.count("\n")
    lines = [f"    {line}" for line in body_of(block, generation)]
    tail = '\n\nif __name__ == "__main__":\n    main()\n'
    return Text(head + "\n".join(lines) + "\n" + tail, before + 1, before - 3)


def body_of(block: Block, generation: Generation) -> list[str]:
    """Return the lines of a block."""
    if not block:
        return ["pass"]
    lines: list[str] = []
    for statement in block:
        if isinstance(statement, str):
            lines.append(simple(statement, generation))
            continue
        word, first, second = statement
        heads = {
            "if": "if unknown():",
            "while": "while unknown():",
            "for": "for _ in unknown():",
            "try": "try:",
        }
        lines.append(heads[word])
        lines += (f"    {line}" for line in body_of(first, generation))
        if word == "try" or second:
            lines.append("except Exception:" if word == "try" else "else:")
            lines += (f"    {line}" for line in body_of(second, generation))
    return lines


def simple(statement: Simple, generation: Generation) -> str:
    """Return the line of a simple statement."""
    match statement.split():
        case ["open", name]:
            return f"{name} = {generation.opening}"
        case ["use", name]:
            return f"{name}.{generation.use}"
        case ["close", name]:
            return f"{name}.{generation.close}"
        case ["child", name]:
            return f"Process(target=child, args=({name},)).start()"
        case ["fork"]:
            return "Process(target=noop).start()"
    return statement
