"""From version specifiers to what the rules want to know: generations of the SDK and start methods."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from flake8_cb.settings import GENERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The minor version of Python 3 from which multiprocessing no longer forks by default on Linux.
FIRST_FORKSERVER = 14


@functools.cache
def _sdk_versions() -> tuple[Version, ...]:
    # Releases that exist, and their neighbours: a range is judged by the members that it has.
    return tuple(
        Version(f"{major}.{minor}.{micro}") for major in (1, 2, 3, 4) for minor in range(10) for micro in range(21)
    )


@functools.cache
def _forking_pythons() -> tuple[Version, ...]:
    minors = [(2, 7), *((3, minor) for minor in range(FIRST_FORKSERVER))]
    return tuple(Version(f"{major}.{minor}.{micro}") for major, minor in minors for micro in range(31))


def _named(specifiers: SpecifierSet) -> list[Version]:
    """The versions that the specifiers name, which may be pre-releases or lie beside all known ones."""
    versions = []
    for specifier in specifiers:
        try:
            versions.append(Version(specifier.version.removesuffix(".*")))
        except InvalidVersion:
            continue
    return versions


def generations(alternatives: Iterable[SpecifierSet]) -> frozenset[int]:
    """The generations that some alternative allows; empty if no known version fits any."""
    found = set()
    for specifiers in alternatives:
        candidates = (*_sdk_versions(), *_named(specifiers))
        found |= {_generation(version) for version in specifiers.filter(candidates, prereleases=True)}
    return frozenset(found) & GENERATIONS


def _generation(version: Version) -> int:
    return min(max(version.major, 2), 4)


def default_start_methods(alternatives: Iterable[SpecifierSet]) -> frozenset[str]:
    """How the allowed Pythons start processes by default on Linux: ``fork`` if any of them forks."""
    alternatives = list(alternatives)
    forks = any(any(specifiers.filter(_forking_pythons(), prereleases=True)) for specifiers in alternatives)
    return frozenset({"fork"} if forks or not alternatives else {"forkserver"})


def parse_specifiers(text: str) -> list[SpecifierSet]:
    """The specifiers as a list of one, or an empty list if they are not valid."""
    try:
        return [SpecifierSet(text)]
    except InvalidSpecifier:
        return []


def parse_poetry_constraint(text: str) -> list[SpecifierSet]:
    """The alternatives of a constraint in Poetry's notation, such as ``^2.5`` or ``>=2 <3 || ^4``."""
    alternatives = []
    for part in re.split(r"\|\|?", text):
        close = re.sub(r"([<>=!~^]=?)\s+", r"\1", part)
        alternatives += parse_specifiers(",".join(_poetry_term(term) for term in re.split(r"[,\s]+", close) if term))
    return alternatives


def _poetry_term(term: str) -> str:
    if term == "*":
        return ""
    if term[0] == "^":
        return _range_to_next(term[1:], keep_minor=False)
    if term[0] == "~" and not term.startswith("~="):
        return _range_to_next(term[1:], keep_minor=True)
    if term[0] in "<>!~" or term.startswith("=="):
        return term
    return f"=={term.lstrip('=')}"


def _range_to_next(text: str, *, keep_minor: bool) -> str:
    """From the version up to the next one that Poetry takes for incompatible."""
    try:
        release = Version(text).release
    except InvalidVersion:
        return f"=={text}"  # as wrong as before: refused when the specifiers are parsed
    if keep_minor:
        last = min(len(release), 2) - 1
    else:
        last = next((place for place, number in enumerate(release) if number), len(release) - 1)
    bound = [*release[:last], release[last] + 1]
    return f">={text},<{'.'.join(map(str, bound))}"
