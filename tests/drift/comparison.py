"""Compare effect stubs with the sources of a release of the SDK, both ways."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drift.source import SourceClass, SourceFunction
from flake8_cb.sdk.reader import StubClass, StubFunction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drift.source import Found, Release
    from flake8_cb.sdk.reader import Named, StubModule

#: How a stub and a release can differ.
ABSENT = "absent"  # the stub has a name that the release has not
CHANGED = "changed"  # the parameters, or a property and a method
LACKING = "lacking"  # the release has a public method that the stub lacks, of a class whose methods have effects


@dataclass(frozen=True, order=True)
class Difference:
    """A difference: the dotted name where it is, which it is, and what the release has."""

    place: str
    kind: str
    words: str = ""
    #: Whether the stub only passes on what another module defines.
    is_passed_on: bool = False


def differences(stub: StubModule, tree: ast.Module, release: Release) -> Iterator[Difference]:
    """Yield where a stub module, whose syntax tree is ``tree``, and a release differ."""
    module = release.module(stub.name)
    if module is None:
        yield from _extension_differences(stub, release)
        return
    imported = {
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    used = _names_used(tree)
    for name in stub:
        place = f"{stub.name}.{name}"
        meant = stub.lookup(name)
        found = module.lookup(name)
        if found is None:
            # What the stub needs itself, for annotations and defaults, it may import from anywhere or call `_Name`.
            is_helper = name in used and (name in imported or name.startswith("_"))
            if not is_helper and name != "__getattr__":
                yield Difference(place, ABSENT, is_passed_on=name in imported)
        elif name not in imported and isinstance(meant, (StubClass, StubFunction)) and meant.name == name:
            yield from _definition_differences(place, meant, found, release)


def _extension_differences(stub: StubModule, release: Release) -> Iterator[Difference]:
    """Yield the names of an extension module's stub that its C sources do not spell."""
    if not release.is_extension(stub.name):
        yield Difference(stub.name, ABSENT)
        return
    for name in stub:
        meant = stub.lookup(name)
        members = meant.members if isinstance(meant, StubClass) and meant.module is stub else ()
        for place in (name, *(f"{name}.{member}" for member in members)):
            word = place.rpartition(".")[2]
            if not release.spells(word) and not word.startswith("__"):
                yield Difference(f"{stub.name}.{place}", ABSENT)


def _definition_differences(place: str, meant: Named, found: Found, release: Release) -> Iterator[Difference]:
    if isinstance(meant, StubFunction) and isinstance(found, SourceFunction):
        yield from _parameter_differences(place, meant, [found], release)
    elif isinstance(meant, StubClass) and isinstance(found, SourceClass):
        yield from _class_differences(place, meant, found, release)


def _class_differences(place: str, meant: StubClass, found: SourceClass, release: Release) -> Iterator[Difference]:
    for name, member in meant.members.items():
        real = found.find(name)
        if real is None:
            if not found.may_have(name):
                yield Difference(f"{place}.{name}", ABSENT)
        elif isinstance(member, StubFunction) and isinstance(real, SourceFunction):
            yield from _parameter_differences(f"{place}.{name}", member, found.find_all(name), release)
    if any(isinstance(each, StubFunction) and each.effects for cls in meant.mro() for each in cls.members.values()):
        for name in sorted({name for each in found.mro for name in each.names}):
            if not name.startswith("_") and meant.find(name) is None and isinstance(found.find(name), SourceFunction):
                yield Difference(f"{place}.{name}", LACKING)


def _parameter_differences(
    place: str, meant: StubFunction, found: list[SourceFunction], release: Release
) -> Iterator[Difference]:
    if (meant.kind == "property") != found[0].is_property:
        yield Difference(place, CHANGED, "property and method")
    elif not found[0].is_property and not any(fits(meant.node.args, each.node.args, release) for each in found):
        yield Difference(place, CHANGED, f"({ast.unparse(found[0].node.args)})")


def fits(stub: ast.arguments, real: ast.arguments, release: Release) -> bool:
    """Report whether parameters of a stub are those of a release.

    Names and order must be equal. Where the release takes `*args` or `**kwargs`, the stub may name what they carry, if
    the release spells these names; it need not say again that there are more.
    """
    mine, theirs = _positional(stub), _positional(real)
    if mine[: len(theirs)] != theirs:
        return False
    extra = mine[len(theirs) :]
    if extra and not (real.vararg or real.kwarg):
        return False
    keywords = {each.arg for each in real.kwonlyargs}
    named = {each.arg for each in stub.kwonlyargs}
    if not keywords <= named | {*extra} or (named - keywords and not real.kwarg):
        return False
    if (stub.vararg and not real.vararg) or (stub.kwarg and not real.kwarg):
        return False
    return all(release.spells(name) for name in (*extra, *(named - keywords)))


def _positional(arguments: ast.arguments) -> list[str]:
    return [each.arg for each in (*arguments.posonlyargs, *arguments.args)]


def _names_used(tree: ast.Module) -> set[str]:
    """Return the names that a stub needs itself: annotations, bases and defaults."""
    used = {each.id for each in ast.walk(tree) if isinstance(each, ast.Name)}
    texts = [each.value for each in ast.walk(tree) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return used | set(re.findall(r"\w+", " ".join(texts)))
