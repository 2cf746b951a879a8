"""What programs do with their data: each row is Python, and Python itself says what it picks or makes.

A row that picks one of two connections is put before a close; a row that makes a text is the target of a connection.
"""

from __future__ import annotations

import ast
import runpy
import sys
from pathlib import Path

import pytest

from flake8_cb.project.configuration import settings_for
from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings

#: Rows that pick ``one`` or ``two``; what stands before the last line prepares it.
PICKS = """
[one, two][0]
[one, two][-1]
[one, two][-2]
(one, two)[1]
(one, two)[-2]
[*[one], two][1]
[one, *(two, one)][2]
([one] + [two])[1]
((one,) + (two,))[0]
[one, two, one][1:][0]
[two, one, two][:-1][-1]
[one, two][::-1][0]
(one, two, one)[1:2][0]
{"a": one, "b": two}["b"]
{"a": one, **{"a": two}}["a"]
{**{"a": two}, "a": one}["a"]
{"a": one}.get("a", two)
{"a": one}.get("b", two)
{"a": one}.pop("a")
{"a": one}.pop("b", two)
dict(a=one, b=two)["a"]
dict([("a", one), ("b", two)])["b"]
dict({"a": one}, a=two)["a"]
list((one, two))[1]
tuple([one, two])[0]
list(reversed((one, two, one)))[1]
(one, two)[:1][0]
(one, two)[::-1][0]
list(reversed([one, two]))[0]
[each for each in (one, two)][1]
[(each, other) for each, other in [(one, two)]][0][1]
{key: each for key, each in (("a", one), ("b", two))}["a"]
list({"a": one, "b": two}.values())[1]
list({"a": one, "b": two}.items())[0][1]
list({one: "a"}.keys())[0]
list({one: "a"})[0]
list(zip((one,), (two,)))[0][1]
list(enumerate([one, two]))[1][1]
next(iter([two]))
one or two
one and two
None or two
0 or two
"" or one
not one or two
one if True else two
one if 1 > 2 else two
one if 2 >= 2 else two
one if 1 <= 0 else two
one if 1 < 0 else two
one if "a" == "a" else two
one if "a" != "a" else two
one if "a" in ("a", "b") else two
one if "c" not in ("a", "b") else two
one if "c" in {"a": 1} else two
one if None is None else two
one if None is not None else two
one if one is two else two
one if one is not two else two
one if [] else two
one if [0] else two
one if len([1, 2]) == 2 else two
one if len("ab") == 3 else two
one if isinstance(None, str) else two
one if bool("") else two
(lambda given: given)(two)
(lambda given=one: given)()
(lambda *given: given[1])(one, two)
(lambda **given: given["a"])(a=two)
(lambda first, /, *, second: second)(one, second=two)
(lambda first, second=two: second)(one)
(lambda first, second=two: second)(two, one)
(lambda first, *rest, last=two: last)(one, one)
(lambda first, *rest: rest[0])(*[one, two])
(lambda first, second: second)(**{"first": one, "second": two})
(made := two)
{"a": {"b": [one, two]}}["a"]["b"][1]
---
items = [one]
items.append(two)
items[-1]
---
items = [one]
items.append(two)
items[0]
---
items = [one]
items.insert(0, two)
items[0]
---
items = [one, one]
items.insert(1, two)
items[1]
---
items = [one, one]
items.insert(-1, two)
items[2]
---
items = []
items.extend([one, two])
items[1]
---
items = [one]
items += [two]
items[1]
---
items = [one]
items += (two,)
items[-1]
---
items = (one,)
items += (two,)
items[1]
---
items = [one, two]
items.pop()
---
items = [one, two]
items.pop(0)
---
items = [two, one, one]
items.pop(-3)
---
items = [one, two]
items.pop(0)
items[0]
---
items = [one, two]
items.remove(one)
items[0]
---
items = [one, two]
items.reverse()
items[0]
---
items = [one, two]
del items[0]
items[0]
---
items = [one, two, one]
del items[-1]
items[-1]
---
items = [one, one]
items[1] = two
items[1]
---
items = [one, one]
items[-1] = two
items[1]
---
items = [one, one]
items[-2] = two
items[0]
---
items = [one, one]
items[0] = two
items[1]
---
items = [one]
items[:] = [two]
items[0]
---
items = [one, one, two]
items[:2] = [two]
items[0]
---
items = [one, one]
items[1:] = (two, one)
items[2]
---
items = [one]
items.clear()
items.append(two)
items[0]
---
items = [one, two]
others = items.copy()
others.pop()
items[-1]
---
items = [one]
others = items
others.append(two)
items[-1]
---
items = [one]
others = list(items)
others[0] = two
items[0]
---
from collections import deque
items = deque([one])
items.appendleft(two)
items.popleft()
---
from collections import deque
items = deque([one])
items.append(two)
items.pop()
---
from collections import deque
items = deque()
items.append(one)
items.append(two)
items.popleft()
---
known = {"a": one}
known["a"] = two
known["a"]
---
known = {"a": one}
known["b"] = two
known["a"]
---
known = {"a": one}
known.update({"a": two})
known["a"]
---
known = {"a": one}
known.update(a=two)
known["a"]
---
known = {"a": one}
known.update({"b": two})
known["b"]
---
known = {"a": one}
known |= {"a": two}
known["a"]
---
known = {"a": one}
known |= {"b": two}
known["a"]
---
known = {"a": one} | {"a": two}
known["a"]
---
known = {"a": one} | {"b": two}
known["b"]
---
known = {"a": one}
known.setdefault("a", two)
---
known = {"a": one}
known.setdefault("b", two)
---
known = {"a": one}
known.setdefault("b", two)
known["b"]
---
known = {"a": one, "b": two}
known.popitem()[1]
---
known = {"a": one, "b": two}
del known["a"]
known.get("a", two)
---
known = {"a": one}
known.clear()
known.get("a") or two
---
known = {"a": one}
others = dict(known)
others["a"] = two
known["a"]
---
known = {"a": one}
others = known.copy()
others["a"] = two
others["a"]
---
first, second = one, two
second
---
first, second = one, two
first, second = second, first
second
---
first, *rest = [one, two, one]
rest[0]
---
*rest, last = [one, two]
last
---
*rest, last = [one, two, one]
rest[1]
---
first, *rest, last = one, two, one
rest[0]
---
(first, second), third = (one, two), one
second
---
first, *rest = [two]
first
---
first, *rest = [two]
first if not rest else one
---
first, *rest, last = [one, two]
last
---
first, *rest, second, last = [one, one, two, one]
second
---
*rest, second, last = (one, two, one)
second
---
*rest, second, last = (one, two, one)
rest[0]
---
[first, second] = [one, two]
first
---
first = second = two
first
---
picked = one
for picked in (one, two):
    pass
picked
---
for picked in (one, two):
    break
picked
---
for picked in (one, two):
    if picked is two:
        break
picked
---
for picked in ():
    pass
else:
    picked = two
picked
---
picked = one
while picked is one:
    picked = two
picked
---
picked = two
for number, each in enumerate([one, two]):
    if number == 0:
        picked = each
picked
---
def choose(which):
    return one if which else two
choose(False)
---
def choose(which):
    if which:
        return one
    return two
choose(1)
---
def choose(*, which=True, of=(one, two)):
    return of[1] if which else of[0]
choose()
---
def choose(which=0, *rest, of=one, **more):
    return more["other"]
choose(1, 2, other=two)
---
def choose():
    yield one
    yield two
list(choose())[1]
---
def choose():
    yield one
    yield two
for picked in choose():
    pass
picked
---
def choose():
    picked = one
    def inner():
        nonlocal picked
        picked = two
    inner()
    return picked
choose()
---
picked = one
def choose():
    global picked
    picked = two
choose()
picked
---
picked = one
def choose():
    picked = two
    return picked
choose()
picked
---
def choose():
    try:
        return one
    finally:
        print()
choose()
---
try:
    raise ValueError
except KeyError:
    picked = one
except ValueError:
    picked = two
picked
---
try:
    picked = one
    raise KeyError
except LookupError:
    picked = two
picked
---
match 2:
    case 1:
        picked = one
    case 2:
        picked = two
picked
---
match "b":
    case "a" | "c":
        picked = one
    case _:
        picked = two
picked
---
class Box:
    held = one
Box.held
---
class Box:
    held = one
Box.held = two
Box().held
---
class Box:
    held = one
box = Box()
box.held = two
Box.held
---
class Box:
    def __init__(self, held):
        self.held = held
Box(two).held
---
class Box:
    def __init__(self, held=one):
        self.held = held
box = Box()
box.held = two
box.held
---
class Box:
    held = one
    @property
    def other(self):
        return two
Box().other
---
class Box:
    held = two
    @classmethod
    def of(cls):
        return cls.held
Box.of()
---
class Box:
    held = one
    @classmethod
    def of(cls):
        return cls.held
class Other(Box):
    held = two
Other.of()
---
class Box:
    held = one
    @classmethod
    def of(cls):
        return cls.held
class Other(Box):
    held = two
Other().of()
---
class Box:
    @staticmethod
    def of(which):
        return which
Box().of(two)
---
class Box:
    def of(self):
        return one
class Other(Box):
    def of(self):
        return super().of()
Other().of()
---
class Box:
    def of(self):
        return one
class Other(Box):
    def of(self):
        return two
Other().of()
---
class Left:
    def of(self):
        return one
class Right:
    def of(self):
        return two
class Both(Right, Left):
    pass
Both().of()
---
class Box:
    def __getitem__(self, key):
        return {"a": one, "b": two}[key]
Box()["b"]
---
class Box:
    def __setitem__(self, key, value):
        self.held = value
box = Box()
box["a"] = two
box.held
---
class Box:
    def __getattr__(self, name):
        return two
Box().anything
---
class Box:
    def __call__(self, given):
        return given
Box()(two)
---
class Box:
    def __enter__(self):
        return two
    def __exit__(self, *error):
        return None
with Box() as picked:
    pass
picked
---
from dataclasses import dataclass
@dataclass
class Box:
    first: object
    second: object = two
Box(one).second
---
from typing import NamedTuple
class Box(NamedTuple):
    first: object
    second: object
Box(one, two).second
---
from collections import namedtuple
Box = namedtuple("Box", "first second")
Box(one, second=two).second
---
class Box:
    pass
box = Box()
setattr(box, "held", two)
getattr(box, "held")
---
class Box:
    pass
getattr(Box(), "held", two)
---
class Box:
    held = one
box = Box()
box.held = two
del box.held
box.held
---
class Box:
    held = one
box = Box()
setattr(box, "held", two)
delattr(box, "held")
box.held
---
class Box:
    held = one
two if hasattr(Box(), "held") else one
---
class Box:
    held = one
two if hasattr(Box(), "other") else one
---
class Box:
    def __init__(self):
        self.items = {}
    def __enter__(self):
        self.items["a"] = two
        return self
    def __exit__(self, *error):
        self.items.clear()
with Box() as box:
    picked = box.items["a"]
picked
---
class Box:
    def __init__(self):
        self._held = one
    @property
    def held(self):
        return self._held
    @held.setter
    def held(self, value):
        self._held = value
box = Box()
box.held = two
box.held
---
class Box:
    def __new__(cls, held):
        made = super().__new__(cls)
        made.held = held
        return made
Box(two).held
---
class Box:
    def __init__(self):
        self.held = one
class Other(Box):
    def __init__(self):
        super().__init__()
        self.held = two
Other().held
---
class Box:
    def __init__(self):
        self.held = one
class Other(Box):
    def __init__(self):
        self.held = two
        Box.__init__(self)
Other().held
---
from functools import cached_property
class Box:
    @cached_property
    def held(self):
        return two
box = Box()
box.held
box.held
---
import functools
def wrapped(function):
    @functools.wraps(function)
    def inner(*given, **named):
        return function(*given, **named)
    return inner
@wrapped
def choose(first, second):
    return second
choose(one, second=two)
---
def other(function):
    return lambda: two
@other
def choose():
    return one
choose()
---
def choose(given):
    given.append(two)
items = [one]
choose(items)
items[-1]
---
def choose(given=None):
    given = given or [two]
    return given[0]
choose()
---
def choose(first, second):
    if first is None:
        return second
    return first
choose(None, two)
---
def choose():
    for each in (one, two):
        if each is two:
            return each
choose()
---
def choose():
    for each in (one, two):
        if each is one:
            continue
        return each
choose()
---
def choose():
    while True:
        return two
choose()
---
def choose():
    try:
        raise ValueError("text")
    except ValueError as error:
        return two if error else one
choose()
---
def choose():
    try:
        return {}["a"]
    except KeyError:
        return two
choose()
---
def choose():
    try:
        raise KeyError
    except (ValueError, LookupError):
        return two
choose()
---
def choose():
    try:
        pass
    except ValueError:
        return one
    else:
        return two
choose()
---
def choose():
    picked = one
    try:
        raise ValueError
    except ValueError:
        pass
    finally:
        picked = two
    return picked
choose()
---
Odd = type("Odd", (Exception,), {})
picked = one
try:
    raise Odd
except BaseException:
    picked = two
picked
---
Odd = type("Odd", (Exception,), {})
picked = one
try:
    raise Odd()
except Exception as error:
    picked = two
picked
---
picked = one
try:
    try:
        raise ValueError
    finally:
        picked = two
except ValueError:
    pass
picked
---
picked = one
try:
    try:
        raise ValueError
    except ValueError:
        raise KeyError
    finally:
        picked = two
except KeyError:
    pass
picked
---
def choose():
    picked = one
    for each in (1, 2):
        try:
            continue
        finally:
            picked = two
    return picked
choose()
---
def choose():
    picked = one
    for each in (1, 2):
        try:
            break
        finally:
            picked = two
    return picked
choose()
---
def choose():
    try:
        return one
    finally:
        return two
choose()
---
class Wrong(Exception):
    pass
class Worse(Wrong):
    pass
def choose():
    try:
        raise Worse
    except Wrong:
        return two
choose()
---
from contextlib import suppress
picked = one
with suppress(KeyError):
    picked = two
    raise KeyError
    picked = one
picked
---
match 5:
    case number if number > 6:
        picked = one
    case number:
        picked = two
picked
---
match two:
    case None:
        picked = one
    case picked:
        pass
picked
---
number = 1
number += 1
one if number == 2 else two
---
number = 3
number -= 1
one if number == 3 else two
---
picked = two
if 1 + 1 == 3:
    picked = one
elif 7 % 2 == 1:
    picked = two
else:
    picked = one
picked
---
debug = False
picked = one
if not debug:
    picked = two
picked
---
debug = True
verbose = False
one if debug and verbose else two
---
debug = True
verbose = False
one if debug or verbose else two
---
one if not (True and False) else two
---
one if 1 < 2 < 3 else two
---
one if 1 < 2 > 3 else two
---
from types import SimpleNamespace
SimpleNamespace(held=two).held
---
from enum import Enum
class Which(Enum):
    FIRST = "a"
    SECOND = "b"
{Which.FIRST: one, Which.SECOND: two}[Which.SECOND]
---
from contextlib import nullcontext
with nullcontext(two) as picked:
    pass
picked
---
from contextlib import ExitStack, nullcontext
with ExitStack() as stack:
    picked = stack.enter_context(nullcontext(two))
picked
---
list(map(lambda each: each, [one, two]))[1]
---
max([1, 2]) and two
---
items = []
one if items else two
---
items = [one, two]
items[0], items[1] = items[1], items[0]
items[0]
---
known = {}
known["a"] = known["b"] = two
known["b"]
---
known = {"a": one}
for key in known:
    picked = known[key]
picked
---
known = {"a": one, "b": two}
for key, value in known.items():
    picked = value
picked
---
known = {"a": one}
one if "b" in known else two
---
known = {"a": one}
known["b"] = two
one if "b" in known else two
---
from functools import partial
partial(lambda first, second: second, one)(two)
---
from functools import partial
partial(lambda first, second: second, second=two)(one)
---
from contextlib import contextmanager
@contextmanager
def choose():
    yield two
with choose() as picked:
    pass
picked
---
one if () else two
---
two if (one,) else one
---
two if (lambda: one) else one
---
tuple() or two
---
([two] * 3)[0]
---
import typing
one if typing.TYPE_CHECKING else two
---
items = [one, one, one]
items[::2] = [one, two]
items[2]
---
items = [one, one, one]
items[1:] = []
len(items) == 1 and two
---
items = [two]
items.sort()
items[0]
---
items = [one, one, two]
del (items[0], items[0])
items[0]
---
known = {"a": one, "b": one}
del known["a"], known["b"]
known.get("b", two)
---
class Box:
    held = two
box = Box()
box.__class__.held
---
class Box:
    held = one
class Other(Box):
    pass
Other.held = two
Box.held
---
class Box:
    def __init__(self, held):
        self.held = held
boxes = [Box(one), Box(two)]
[each.held for each in boxes][1]
---
class Box:
    __slots__ = ("held",)
box = Box()
box.held = two
box.held
---
class Box:
    def __len__(self):
        return 3
two if hasattr(Box(), "__len__") else one
---
class Box:
    def __contains__(self, key):
        return True
two if Box() is not None else one
---
def choose(**named):
    return inner(**named)
def inner(first, second):
    return second
choose(first=one, second=two)
---
def choose(*given, **named):
    return inner(*given, **named)
def inner(first, second=one):
    return second
choose(one, second=two)
---
def inner():
    yield one
    yield two
def choose():
    yield from inner()
for picked in choose():
    pass
picked
---
any(each is two for each in [one, two]) and two
---
all(each is two for each in [one, two]) or one
---
[each for each in [one, two] if each is not one][0]
---
[each for group in [[one], [two]] for each in group][1]
---
next((each for each in [one, two] if each is two), one)
---
from contextlib import ExitStack
items = [one]
stack = ExitStack()
stack.callback(items.append, two)
stack.close()
items[-1]
---
from contextlib import ExitStack
items = [one]
with ExitStack() as stack:
    stack.callback(items.append, one)
    stack.callback(items.append, two)
items[1]
---
from contextlib import ExitStack
items = [one]
with ExitStack() as stack:
    stack.callback(items.append, two)
    stack.pop_all()
items[-1]
---
from contextlib import contextmanager
@contextmanager
def choose():
    yield
def found():
    for each in (one, two):
        with choose():
            if each is one:
                continue
            return each
found()
---
from contextlib import contextmanager
@contextmanager
def choose():
    yield
for picked in (one, two):
    with choose():
        break
picked
---
picked = one
match "c":
    case "a":
        picked = one
    case "c" as found:
        picked = two if found == "c" else one
picked
---
while True:
    picked = two
    break
else:
    picked = one
picked
---
for each in (1, 2):
    pass
else:
    picked = two
picked
---
picked = one
number = 0
while number < 2:
    number += 1
    picked = two
picked
---
if (number := 3) > 2:
    picked = two
else:
    picked = one
picked
---
picked = one
def choose():
    def inner():
        global picked
        picked = two
    inner()
choose()
picked
---
def choose():
    held = []
    def inner(given):
        held.append(given)
        return held
    return inner
inner = choose()
inner(one)
inner(two)[1]
---
def choose(first, /, second, *, third):
    return third
choose(one, second=one, third=two)
---
choose = {"first": lambda: one, "second": lambda: two}
choose["second"]()
---
class Box:
    def first(self):
        return one
    def second(self):
        return two
getattr(Box(), "sec" + "ond")()
---
class Box:
    def __init__(self):
        self.held = one
    def put(self, held):
        self.held = held
        return self
Box().put(two).held
---
class Box:
    def __init__(self, **named):
        self.__dict__.update(named)
two if Box(held=one) else one
---
class Meta(type):
    def of(cls):
        return cls.held
class Box(metaclass=Meta):
    held = two
Box.held
---
class Box:
    class Inner:
        held = two
Box.Inner().held
---
class Box:
    def __init__(self):
        self.inner = Inner()
class Inner:
    held = two
Box().inner.held
---
from dataclasses import dataclass, field
@dataclass
class Box:
    items: list = field(default_factory=list)
box = Box()
box.items.append(two)
box.items[0]
---
from dataclasses import dataclass, field
@dataclass
class Box:
    items: list = field(default_factory=list)
Box().items.append(one)
box = Box()
box.items.append(two)
box.items[0]
---
from dataclasses import dataclass
@dataclass
class Box:
    held: object
    def __post_init__(self):
        self.held = two
Box(one).held
---
from copy import copy
items = [one]
others = copy(items)
others.append(two)
items[-1]
---
sorted([two])[0]
---
list(filter(lambda each: each is two, [one, two]))[0]
---
items = [one]
items[:0] = [two]
items[0]
---
items = [one]
items[1:1] = [two]
items[1]
---
items = [two, one, one]
items[0:2][0]
---
items = [two]
items[:0] = [one]
items[1]
---
each = two
others = [each for each in (one, one)]
each
---
each = two
others = {each: None for each in (one, one)}
each
---
class Box:
    def other(self, function):
        return lambda: two
box = Box()
@box.other
def choose():
    return one
choose()
---
class Other:
    def __init__(self, function):
        self.function = function
    def __call__(self):
        self.function()
        return two
@Other
def choose():
    return one
choose()
---
items = [one]
items.append(items)
two if items[1] is items else one
---
class Box:
    def __new__(cls, held):
        made = object.__new__(cls)
        made.held = held
        return made
Box(two).held
---
class Box:
    def __init__(self):
        object.__init__(self)
        self.held = two
Box().held
---
{**{"a": one}, **{"b": two}}["b"]
---
[*(one,), *[two]][1]
"""

#: Rows that make the text ``couchbase://node/beer`` or another one.
TEXTS = """
"couchbase://node/" + "beer"
"couchbase://%s/%s" % ("node", "beer")
"couchbase://node/%s" % "beer"
"couchbase://%(host)s/beer" % {"host": "node"}
"couchbase://{}/{}".format("node", "beer")
"couchbase://{1}/{0}".format("beer", "node")
"couchbase://{host}/{name}".format(host="node", name="beer")
"couchbase://{0}/{name}".format("node", name="beer")
f"couchbase://{'node'}/beer"
f"couchbase://node/{'be' + 'er'}"
"/".join(["couchbase:/", "node", "beer"])
"/".join(("couchbase:", "", "node", "beer"))
"COUCHBASE://NODE/BEER".lower()
"  couchbase://node/beer ".strip()
"couchbase://node/beer--".rstrip("-")
"--couchbase://node/beer".lstrip("-")
"couchbase://host/beer".replace("host", "node")
"old:couchbase://node/beer".removeprefix("old:")
"couchbase://node/beer.old".removesuffix(".old")
str("couchbase://node/beer")
"couchbase://" "node/beer"
["couchbase://other/beer", "couchbase://node/beer"][-1]
{"dev": "couchbase://node/beer"}["dev"]
{"dev": "couchbase://node/beer"}.get("dev")
{}.get("dev", "couchbase://node/beer")
None or "couchbase://node/beer"
"couchbase://node/beer" if len("ab") == 2 else "couchbase://other/beer"
(lambda host, name="beer": "couchbase://" + host + "/" + name)("node")
---
url = "couchbase://node"
url += "/beer"
url
---
host, name = "node", "beer"
f"couchbase://{host}/{name}"
---
host, name = "node", "beer"
"couchbase://" + host + "/" + name
---
parts = ["couchbase:/"]
parts.append("node")
parts.extend(["beer"])
"/".join(parts)
---
known = {"host": "node", "name": "beer"}
"couchbase://{host}/{name}".format(**known)
---
known = ["node", "beer"]
"couchbase://{}/{}".format(*known)
---
class Settings:
    host = "node"
    def url(self):
        return f"couchbase://{self.host}/beer"
Settings().url()
---
from enum import Enum
class Host(Enum):
    DEV = "couchbase://node/beer"
Host.DEV.value
---
def url(*parts, scheme="couchbase"):
    return scheme + "://" + "/".join(parts)
url("node", "beer")
---
f"couchbase://node/{'beer':s}"
---
f"couchbase://node/{'beer'!s}"
---
"couchbase://node/{:s}".format("beer")
---
"couchbase://node/{0!s}".format("beer")
---
"{}://{}/{}".format(*("couchbase", "node"), "beer")
---
"%s://%s/beer" % tuple(["couchbase", "node"])
---
url = "couchbase://node/%s"
url %= "beer"
url
---
"couchbase://node/" + str(None or "beer")
---
text = "\\ncouchbase://node/beer\\n"
text.strip()
---
"couchbase://node/beer".join(["", ""])
"""

#: Rows of a program of several modules: each part begins with the name of its file; the last line of ``main.py`` picks.
#: ``db.py`` has the connections, and every module may import them.
MODULES = """
parts.py
from db import two as held
main.py
import parts
parts.held
---
parts.py
from db import two as held
main.py
import parts as other
other.held
---
parts.py
from db import two as held
main.py
from parts import held as kept
kept
---
parts.py
from db import two as held
main.py
from parts import *
held
---
parts.py
from db import one, two
held, _hidden = two, two
main.py
from db import one
_hidden = one
from parts import *
_hidden
---
parts.py
from db import one, two
__all__ = ["held"]
held, other = two, two
main.py
from db import one
held = other = one
from parts import *
other
---
parts.py
from db import one, two
__all__ = ["held"]
held, other = two, two
main.py
from db import one
held = other = one
from parts import *
held
---
pkg/__init__.py
pkg/parts.py
from db import two as held
main.py
import pkg.parts
pkg.parts.held
---
pkg/__init__.py
pkg/parts.py
from db import two as held
main.py
import pkg.parts as other
other.held
---
pkg/__init__.py
pkg/parts.py
from db import two as held
main.py
from pkg import parts
parts.held
---
pkg/__init__.py
from pkg.parts import held
pkg/parts.py
from db import two as held
main.py
from pkg import held
held
---
pkg/__init__.py
from .parts import held
pkg/parts.py
from db import two as held
main.py
import pkg
pkg.held
---
pkg/__init__.py
from . import parts
pkg/parts.py
from db import two as held
main.py
import pkg
pkg.parts.held
---
pkg/__init__.py
pkg/inner/__init__.py
from ..parts import held
pkg/parts.py
from db import two as held
main.py
from pkg.inner import held
held
---
pkg/__init__.py
from .parts import *
pkg/parts.py
from db import one, two
__all__ = ("two",)
main.py
from pkg import two
two
---
pkg/__init__.py
pkg/parts.py
from db import two as held
main.py
import importlib
importlib.import_module("pkg.parts").held
---
pkg/__init__.py
pkg/parts.py
from db import two as held
main.py
from importlib import import_module
import_module(".parts", "pkg").held
---
parts.py
from db import one, two
held = one
def change():
    global held
    held = two
main.py
import parts
parts.change()
parts.held
---
parts.py
from db import one, two
held = one
def change():
    global held
    held = two
main.py
import parts
from parts import held
parts.change()
held
---
parts.py
from db import one, two
held = one
main.py
import parts
parts.held = parts.two
parts.held
---
parts.py
from db import one, two
def choose(which=two):
    return which
main.py
from parts import choose
choose()
---
parts.py
from db import one, two
class Box:
    held = one
    def of(self):
        return self.held
main.py
from db import two
from parts import Box
class Other(Box):
    held = two
Other().of()
---
parts.py
from db import one, two
items = [one]
main.py
from db import two
from parts import items
items.append(two)
import parts
parts.items[-1]
---
parts.py
from db import two as held
main.py
from db import one
def choose():
    from parts import held
    return held
choose()
---
parts.py
from db import two as held
main.py
from db import one
try:
    from parts import held
except ImportError:
    held = one
held
---
parts.py
from db import one, two
if __name__ == "__main__":
    held = one
else:
    held = two
main.py
from parts import held
held
---
left.py
from db import one, two
import right
held = two
right.py
import left
def choose():
    return left.held
main.py
import left, right
right.choose()
---
parts.py
from db import one, two
def __getattr__(name):
    return two
main.py
import parts
parts.anything
---
pkg/__init__.py
from db import one as parts
pkg/parts.py
from db import two as held
main.py
from pkg import parts
parts
"""


def rows(text: str) -> list[str]:
    """Return the rows: the lines of the first part, and the other parts as they are."""
    first, *others = text.strip("\n").split("\n---\n")
    return [*first.split("\n"), *others]


def with_last_line(row: str, form: str) -> str:
    """Return the row with its last line put into another one."""
    *before, last = row.split("\n")
    return "\n".join([*before, form.format(last)])


def executed(row: str, **names: object) -> object:
    """Return what Python makes of a row."""
    space = {"__name__": __name__, **names}
    exec(compile(with_last_line(row, "PICKED = {}"), "row", "exec"), space)
    return space["PICKED"]


def codes(source: str) -> list[str]:
    """Return the codes of all findings."""
    return [finding.code for finding in lint(ast.parse(source), Settings(sdk=2))]


@pytest.mark.parametrize("row", rows(PICKS))
@pytest.mark.parametrize("name", ["one", "two"])
def test_a_connection_is_picked(row: str, name: str) -> None:
    one, two = object(), object()
    is_it = executed(row, one=one, two=two) is {"one": one, "two": two}[name]
    program = f"""
from couchbase.bucket import Bucket

one = Bucket("couchbase://node/one", password="secret")
two = Bucket("couchbase://node/two", password="secret")
{with_last_line(row, "PICKED = ({})")}
PICKED._close()
{name}.get("key")
"""
    assert codes(program) == ["CB302"] * is_it, program


@pytest.mark.parametrize("row", rows(TEXTS))
@pytest.mark.parametrize("added", ["", "_too"])
def test_a_text_is_made(row: str, added: str) -> None:
    is_it = executed(row) == "couchbase://node/beer" and not added
    assert executed(row) == "couchbase://node/beer"
    program = f"""
from couchbase.bucket import Bucket

one = Bucket("couchbase://node/beer", password="secret")
{with_last_line(row, "URL = ({})")}
two = Bucket(URL + "{added}", password="secret")
one.get("key")
two.get("key")
"""
    assert codes(program) == ["CB201"] * is_it, program


def written(folder: Path, row: str, database: str, form: str) -> Path:
    """Write the modules of a row, with one that has the connections, and return the path of the main one."""
    files = {"db.py": database}
    for line in row.split("\n"):
        if line.endswith(".py"):
            files[name := line] = ""
        else:
            files[name] += f"{line}\n"
    files["main.py"] = with_last_line(files["main.py"].rstrip("\n"), form)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "main.py"


def imported(path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Return what Python picks when it runs the modules."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(path.parent))
    try:
        return runpy.run_path(str(path))["PICKED"]
    finally:
        for name in set(sys.modules) - before:
            del sys.modules[name]


@pytest.mark.parametrize("row", MODULES.strip("\n").split("\n---\n"))
@pytest.mark.parametrize("name", ["one", "two"])
def test_a_connection_of_another_module_is_picked(
    row: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "run", row, "one, two = 'one', 'two'\n", "PICKED = ({})")
    is_it = imported(path, monkeypatch) == name
    database = """\
from couchbase.bucket import Bucket
one = Bucket("couchbase://node/one", password="secret")
two = Bucket("couchbase://node/two", password="secret")
"""
    end = f"import db\nPICKED = ({{}})\nPICKED._close()\ndb.{name}.get('key')"
    path = written(tmp_path / "lint", row, database, end)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    findings = lint(tree, settings_for(str(path), tree, sdk=2), path)
    assert [finding.code for finding in findings] == ["CB302"] * is_it, row
