"""Texts that are put together from parts: however that is done, equal parts make equal values."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_cb.flow.domain.texts import (
    LONGEST_TEXT,
    MOST_PARTS,
    default_of,
    formatted,
    percent,
    template,
    text,
    with_default,
    without_defaults,
)
from flake8_cb.flow.domain.values import Const, Symbol, Value
from flake8_cb.flow.events import Connected
from flake8_cb.flow.modules import modules_of
from flake8_cb.flow.runs.run import trace_of
from flake8_cb.project.finder import project_of
from flake8_cb.sdk.connection_strings import UNKNOWN
from flake8_cb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HERE = ast.parse("here").body[0]
HOST = Symbol("name", "HOST")
NAME = Symbol("name", "NAME")


def const(value: object) -> Const:
    return Const.of(value)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], const("")),
        ([const("a"), const("b")], const("ab")),
        ([const("a"), const(1), const(None)], const("a1None")),
        ([const("a"), HOST, const("b"), const("c")], Symbol("text", const("a"), HOST, const("bc"))),
        ([const("a"), Symbol("text", const("b"), HOST)], Symbol("text", const("ab"), HOST)),
        ([HOST, const("")], Symbol("text", HOST)),
        ([Symbol("text", HOST)], Symbol("text", HOST)),
    ],
)
def test_parts_are_joined(parts: list[Value], expected: Value) -> None:
    assert text(HERE, parts) == expected


def test_what_is_too_long_is_not_known() -> None:
    assert text(HERE, [const("a" * LONGEST_TEXT), const("b")]) == Symbol("long", HERE)
    assert text(HERE, [Symbol("name", str(number)) for number in range(MOST_PARTS + 1)]) == Symbol("long", HERE)


def arguments(*positional: Value, **named: Value) -> Callable[[int | str], Value | None]:
    return lambda key: named.get(key) if isinstance(key, str) else dict(enumerate(positional)).get(key)


@given(st.text(), st.one_of(st.text(), st.integers(), st.booleans()))
def test_formats_agree_with_python(shape: str, value: object) -> None:
    given = arguments(const(value))
    try:
        expected = shape % (value,)
    except (TypeError, ValueError):
        pass
    else:
        assert percent(HERE, shape, given) in (const(expected), None)
    try:
        expected = shape.format(value)
    except (TypeError, ValueError, LookupError, AttributeError):
        return
    assert formatted(HERE, shape, given) in (const(expected), None)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("couchbase://%s/%s", f"couchbase://{UNKNOWN}/beer"),
        ("%(host)s/%(name)s", f"{UNKNOWN}/x"),
        ("%s:%d%%", f"{UNKNOWN}:{UNKNOWN}%"),
        ("%r", UNKNOWN),
        ("%s%s%s", None),
        ("100%", None),
        ("%*d", None),
    ],
)
def test_percent(shape: str, expected: str | None) -> None:
    second: Value = NAME if "%d" in shape else const("beer")
    made = percent(HERE, shape, arguments(HOST, second, host=HOST, name=const("x")))
    assert (made and template(made)) == expected


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("couchbase://{}/{}", f"couchbase://{UNKNOWN}/beer"),
        ("{1}://{0}", f"beer://{UNKNOWN}"),
        ("{host}:{name}", f"{UNKNOWN}:x"),
        ("{host.name}/{{}}", f"{UNKNOWN}/{{}}"),
        ("{host[0]!r:>8}", UNKNOWN),
        ("{1!r}", "'beer'"),
        ("{1:>6}", "  beer"),
        ("{1:>99999}", UNKNOWN),
        ("{2}", None),
        ("{other}", None),
        ("{", None),
        ("{:{}}", None),
    ],
)
def test_format(shape: str, expected: str | None) -> None:
    made = formatted(HERE, shape, arguments(HOST, const("beer"), host=HOST, name=const("x")))
    assert (made and template(made)) == expected


def test_defaults() -> None:
    value = with_default(HOST, const("localhost"))
    assert default_of(value) == const("localhost")
    assert default_of(HOST) is None
    assert with_default(HOST, None) == with_default(HOST, NAME) == HOST
    assert without_defaults(value) == HOST
    assert without_defaults(text(HERE, [const("a"), value])) == text(HERE, [const("a"), HOST])


PROGRAM = """\
import os
import sys
from dataclasses import dataclass
from couchbase.cluster import Cluster
HOST = os.environ["HOST"]
PORT = sys.argv[1]
class Names:
    scheme = "couchbase"
    host = HOST
@dataclass
class Settings:
    host: str = HOST
    path: str = "/a"
"""

#: Each of them is the same text: that of an unknown host and port between constants.
SAME = [
    'f"couchbase://{HOST}:{PORT}/a"',
    '"couchbase://" + HOST + ":" + PORT + "/a"',
    '"couchbase://%s:%s/a" % (HOST, PORT)',
    '"couchbase://%(host)s:%(port)s/a" % {"host": HOST, "port": PORT}',
    '"couchbase://{}:{}/a".format(HOST, PORT)',
    '"{scheme}://{host}:{1}/a".format("x", PORT, host=HOST, scheme="couchbase")',
    '"".join(["couchbase://", HOST, ":", PORT, "/a"])',
    '":".join(["couchbase", "//" + HOST, f"{PORT}/a"])',
    'f"{Names.scheme}://{Names.host}:{PORT}{Settings().path}"',
    'f"couchbase://{str(HOST)}:" + str(f"{PORT}") + "/a"',
    '"couchbase://%s" % f"{Settings(path=1).host}:{PORT}" + "/a"',
]


def texts_in(program: str, tmp_path: Path) -> list[Connected]:
    project = project_of(tmp_path)
    linted = project.linted(tmp_path / "module.py", tree=ast.parse(program), text=program)
    modules = modules_of(project.with_unsaved(linted), 4)
    found = trace_of(modules.linted(linted), modules, Settings(sdk=4)).of(Connected)
    return [each for each in found if isinstance(each, Connected)]


@pytest.mark.parametrize("expression", SAME)
def test_the_same_text_is_the_same_value(expression: str, tmp_path: Path) -> None:
    program = f"{PROGRAM}Cluster({SAME[0]})\nCluster({expression})\n"
    one, other = {each.node: each for each in texts_in(program, tmp_path)}.values()
    assert one.text == other.text == f"couchbase://{UNKNOWN}:{UNKNOWN}/a"
    assert one.target == other.target


OTHERS = [
    'f"couchbase://{PORT}:{HOST}/a"',
    'f"couchbase://{HOST!r}:{PORT}/a"',
    'f"couchbase://{HOST:>8}:{PORT}/a"',
    '"couchbase://%s:%r/a" % (HOST, PORT)',
    '"couchbase://{0}:{0}/a".format(HOST)',
    '"couchbase://{}:{}/a".format(*sys.argv)',
    '"couchbase://%s:%s/a" % (HOST, os.environ["PORT"])',
]


@pytest.mark.parametrize("expression", OTHERS)
def test_other_parts_make_another_value(expression: str, tmp_path: Path) -> None:
    program = f"{PROGRAM}Cluster({SAME[0]})\nCluster({expression})\n"
    one, other = {each.node: each for each in texts_in(program, tmp_path)}.values()
    assert one.text == other.text
    assert one.target != other.target


def test_what_stars_hide_differs_from_call_to_call(tmp_path: Path) -> None:
    program = f'{PROGRAM}Cluster("couchbase://{{h}}/a".format(**one))\nCluster("couchbase://{{h}}/a".format(**other))\n'
    one, other = {each.node: each for each in texts_in(program, tmp_path)}.values()
    assert one.text == other.text == f"couchbase://{UNKNOWN}/a"
    assert one.target != other.target
