"""The reader of stubs, on a small tree of stubs of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flake8_cb.sdk import reader
from flake8_cb.sdk.reader import Catalogue, StubClass, StubConstant, StubFunction, StubModule

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "couchbase4/beer/__init__.py": """
from beer.bottle import Bottle
from beer.bottle import Bottle as Flask
from beer.nowhere import Lost
from nowhere import Gone
from beer.bottle import absent
""",
    "couchbase4/beer/bottle.py": """
from beer.glass import Glass, Poured

SIZE = 33
LABEL = SIZE
MATERIALS = ...
LIMIT = 2 * 3


class Bottle(Glass):
    LARGE = True
    @opens(connstr="brewery", bucket="name")
    def __init__(self, brewery, name=None): ...
    @operates
    def pour(self, amount) -> Poured: ...
    drink = pour
    @starts_thread(child="target", waits=True)
    @closes
    def empty(self): ...
    @staticmethod
    @opens(hosts="brewery")
    def fill(brewery) -> "Bottle": ...
    @classmethod
    def sample(cls) -> list[Bottle]: ...
    @property
    @drains
    def rest(self): ...
    @sends
    async def chill(self) -> Unknown: ...


class Crate(Bottle, Mixin): ...
class Mixin:
    def pour(self): ...
    def carry(self): ...


Jug = Bottle


def connect(where) -> Glass: ...
def size() -> int: ...
""",
    "couchbase4/beer/glass.py": """
class Poured: ...
class Glass:
    @operates
    def pour(self): ...
    @derives
    def coaster(self) -> Poured: ...
""",
    "couchbase3/beer/old.py": "def f(): ...",
    "python/tool.py": "def hammer(): ...",
    "python/beer/bottle.py": "def shadowed(): ...",
    "analytics/saw.py": "def cut(): ...",
}


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.setattr(reader, "STUBS", tmp_path)
    return Catalogue(4)


def module_in(catalogue: Catalogue, name: str) -> StubModule:
    module = catalogue.module(name)
    assert module is not None
    return module


def class_in(catalogue: Catalogue, module: str, name: str) -> StubClass:
    found = module_in(catalogue, module).lookup(name)
    assert isinstance(found, StubClass)
    return found


def method_of(catalogue: Catalogue, name: str, cls: str = "Bottle") -> StubFunction:
    found = class_in(catalogue, "beer.bottle", cls).find(name)
    assert isinstance(found, StubFunction)
    return found


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("beer", True),
        ("beer.bottle", True),
        ("tool", True),
        ("saw", True),
        ("beer.old", False),  # of another generation
        ("nothing", False),
        ("", False),
    ],
)
def test_modules(catalogue: Catalogue, name: str, there: bool) -> None:
    assert (catalogue.module(name) is not None) is there


def test_own_generation_goes_before_what_is_shared(catalogue: Catalogue) -> None:
    assert module_in(catalogue, "beer.bottle").lookup("shadowed") is None


def test_modules_are_read_once(catalogue: Catalogue) -> None:
    assert catalogue.module("beer") is catalogue.module("beer")


@pytest.mark.parametrize(
    ("name", "verb", "roles"),
    [
        ("__init__", "opens", {"connstr": "brewery", "bucket": "name"}),
        ("pour", "operates", {}),
        ("fill", "opens", {"hosts": "brewery"}),
        ("empty", "starts_thread", {"child": "target", "waits": True}),
        ("empty", "closes", {}),
        ("rest", "drains", {}),
        ("coaster", "derives", {}),
    ],
)
def test_effects(catalogue: Catalogue, name: str, verb: str, roles: dict[str, object]) -> None:
    effect = method_of(catalogue, name).effect(verb)
    assert effect is not None
    assert effect.roles == roles


def test_effect_that_is_not_there(catalogue: Catalogue) -> None:
    assert method_of(catalogue, "pour").effect("closes") is None
    assert method_of(catalogue, "sample").effects == ()


def test_a_role_is_a_name(catalogue: Catalogue) -> None:
    effect = method_of(catalogue, "empty").effect("starts_thread")
    assert effect is not None
    assert (effect.role("child"), effect.role("waits"), effect.role("arguments")) == ("target", None, None)


@pytest.mark.parametrize(
    ("name", "kind", "is_async"),
    [
        ("pour", "method", False),
        ("fill", "staticmethod", False),
        ("sample", "classmethod", False),
        ("rest", "property", False),
        ("chill", "method", True),
    ],
)
def test_kinds(catalogue: Catalogue, name: str, kind: str, is_async: bool) -> None:
    function = method_of(catalogue, name)
    assert (function.kind, function.owner, function.is_async) == (kind, "Bottle", is_async)


def test_function_of_a_module(catalogue: Catalogue) -> None:
    function = module_in(catalogue, "beer.bottle").lookup("connect")
    assert isinstance(function, StubFunction)
    assert (function.kind, function.owner, function.name) == ("function", "", "connect")


@pytest.mark.parametrize(
    ("name", "returned"),
    [
        ("pour", "Poured"),  # by an import
        ("fill", "Bottle"),  # in quotes
        ("sample", "Bottle"),  # of a container
        ("coaster", "Poured"),  # in the module of the base class
        ("empty", None),
        ("chill", None),  # a name that the stub does not know
    ],
)
def test_returned(catalogue: Catalogue, name: str, returned: str | None) -> None:
    found = method_of(catalogue, name).returned()
    assert (found and found.name) == returned


@pytest.mark.parametrize(("name", "returned"), [("connect", "Glass"), ("size", None)])
def test_returned_by_a_function(catalogue: Catalogue, name: str, returned: str | None) -> None:
    function = module_in(catalogue, "beer.bottle").lookup(name)
    assert isinstance(function, StubFunction)
    found = function.returned()
    assert (found and found.name) == returned


def test_bases_in_order(catalogue: Catalogue) -> None:
    assert [cls.name for cls in class_in(catalogue, "beer.bottle", "Crate").mro()] == [
        "Crate",
        "Bottle",
        "Glass",
        "Mixin",
    ]


@pytest.mark.parametrize(
    ("cls", "name", "owner"),
    [
        ("Bottle", "pour", "Bottle"),  # its own before the base's
        ("Bottle", "coaster", "Glass"),
        ("Crate", "pour", "Bottle"),
        ("Crate", "carry", "Mixin"),
        ("Crate", "__init__", "Bottle"),
        ("Bottle", "drink", "Bottle"),  # another name for `pour`
    ],
)
def test_members(catalogue: Catalogue, cls: str, name: str, owner: str) -> None:
    assert method_of(catalogue, name, cls).owner == owner


def test_member_that_is_not_there(catalogue: Catalogue) -> None:
    assert class_in(catalogue, "beer.bottle", "Crate").find("cork") is None


@pytest.mark.parametrize(
    ("cls", "verb", "expected"),
    [
        ("Crate", "opens", True),
        ("Crate", "derives", True),
        ("Glass", "opens", False),
        ("Mixin", "operates", False),
    ],
)
def test_class_with_an_effect(catalogue: Catalogue, cls: str, verb: str, expected: bool) -> None:
    assert class_in(catalogue, "beer.bottle", cls).is_a(verb) is expected


@pytest.mark.parametrize("name", ["Bottle", "Flask"])
def test_imports_are_handed_on(catalogue: Catalogue, name: str) -> None:
    assert module_in(catalogue, "beer").lookup(name) is class_in(catalogue, "beer.bottle", "Bottle")


def test_other_name_of_a_class(catalogue: Catalogue) -> None:
    assert class_in(catalogue, "beer.bottle", "Jug") is class_in(catalogue, "beer.bottle", "Bottle")


def test_submodules_are_names_of_their_package(catalogue: Catalogue) -> None:
    assert module_in(catalogue, "beer").lookup("glass") is catalogue.module("beer.glass")


@pytest.mark.parametrize("name", ["Lost", "Gone", "absent", "unheard"])
def test_names_that_lead_nowhere(catalogue: Catalogue, name: str) -> None:
    assert module_in(catalogue, "beer").lookup(name) is None


@pytest.mark.parametrize(("name", "value"), [("SIZE", 33), ("LABEL", 33), ("MATERIALS", ...), ("LIMIT", ...)])
def test_constants(catalogue: Catalogue, name: str, value: object) -> None:
    found = module_in(catalogue, "beer.bottle").lookup(name)
    assert isinstance(found, StubConstant)
    assert found.value == value


def test_constant_of_a_class(catalogue: Catalogue) -> None:
    found = class_in(catalogue, "beer.bottle", "Bottle").find("LARGE")
    assert isinstance(found, StubConstant)
    assert found.value is True


def test_names_of_a_module(catalogue: Catalogue) -> None:
    assert list(module_in(catalogue, "beer.glass")) == ["Poured", "Glass"]
