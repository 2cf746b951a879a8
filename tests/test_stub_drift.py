"""The effect stubs are compared with the releases of the SDK, which are read and never built or imported.

Differences that are meant stand in ``drift/meant.tsv``, each with its reason.
"""

from __future__ import annotations

import ast
import csv
import os
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import pytest
from drift.comparison import ABSENT, CHANGED, LACKING, Difference, differences
from drift.source import Release
from registry import Registry, files_in
from test_stubs import FOLDERS, module_name

from flake8_cb.sdk.packages import STUBS
from flake8_cb.sdk.reader import StubModule, catalogue_of

if TYPE_CHECKING:
    from collections.abc import Iterator


class Wanted(NamedTuple):
    """A release to compare with, as it is named in the table, and its distributions."""

    title: str
    distributions: tuple[tuple[str, str, str], ...]


#: The releases of each stub folder. A version that ends in `*` is the newest of these. The oldest two are read from the
#: sources of the extension module too, which stand in the sdist.
RELEASES = {
    "couchbase2": (
        Wanted("couchbase 1.2.5", (("couchbase", "1.2.5", "sdist"),)),
        Wanted("couchbase 2.5.12", (("couchbase", "2.5.12", "sdist"),)),
    ),
    "couchbase3": (Wanted("couchbase 3.2.7", (("couchbase", "3.2.7", "sdist"),)),),
    "couchbase4": (
        Wanted("couchbase 4.1", (("couchbase", "4.1.*", "wheel"),)),
        Wanted("couchbase 4 newest", (("couchbase", "4.*", "wheel"),)),
    ),
    "analytics": (
        Wanted("analytics", (("couchbase-columnar", "1.*", "wheel"), ("couchbase-analytics", "1.*", "wheel"))),
    ),
}

#: Folders whose stubs describe names of several releases, without telling them apart: each name is in one of them.
TOGETHER = {"couchbase2"}

with Path(__file__).with_name("drift").joinpath("meant.tsv").open(encoding="utf-8", newline="") as table:
    MEANT = [*csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.fixture(scope="session")
def registry(request: pytest.FixtureRequest) -> Registry:
    registry = Registry(request.config.cache.mkdir("sdk"))
    try:
        registry.released("couchbase")
    except OSError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"the package registry cannot be reached: {error}")
    return registry


def release_of(registry: Registry, wanted: Wanted) -> Release:
    texts: dict[str, dict[str, str]] = {".py": {}, ".c": {}}
    for project, version, kind in wanted.distributions:
        if version.endswith("*"):
            version = registry.newest(project, version)
        for name, content in files_in(registry.fetch(project, version, kind)):
            suffix = PurePosixPath(name).suffix
            if suffix in texts and "/tests/" not in name:
                texts[suffix][name] = content.decode("utf-8", "replace")
    return Release(texts[".py"], extension="\n".join(texts[".c"].values()))


def differences_of(folder: str, release: Release) -> Iterator[Difference]:
    for path in sorted((STUBS / folder).rglob("*.py")):
        stub = catalogue_of(FOLDERS[folder]).module(module_name(path))
        assert stub is not None
        yield from differences(stub, ast.parse(path.read_text("utf-8")), release)


def reasons(title: str, found: Difference) -> list[int]:
    """Return the rows of the table that say why a difference is meant."""
    return [
        number
        for number, row in enumerate(MEANT)
        if fnmatchcase(title, row["release"]) and row["kind"] == found.kind and fnmatchcase(found.place, row["place"])
    ]


def fits(place: str, release: list[Difference]) -> bool:
    """Report whether a release has what a stub says at a place: no difference there, nor of what it belongs to."""
    parts = place.split(".")
    places = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return not any(each.kind != LACKING and each.place in places for each in release)


@pytest.mark.parametrize("folder", RELEASES)
def test_no_drift(folder: str, registry: Registry) -> None:
    found = {wanted.title: [*differences_of(folder, release_of(registry, wanted))] for wanted in RELEASES[folder]}
    drift, used = [], set()
    for title, listed in found.items():
        for each in listed:
            may_be_elsewhere = each.kind != LACKING and (each.is_passed_on or folder in TOGETHER)
            if may_be_elsewhere and any(fits(each.place, other) for other in found.values()):
                continue
            meant = reasons(title, each)
            used |= {*meant}
            if not meant:
                drift.append(f"{title}: {each.place} is {each.kind} {each.words}".rstrip())
    assert drift == []
    idle = [
        row
        for number, row in enumerate(MEANT)
        if number not in used and any(fnmatchcase(title, row["release"]) for title in found)
    ]
    assert idle == [], "rows of the table that excuse nothing"


#: A release in small: a class that inherits, one that another module passes on, a function with two forms.
SMALL = {
    "shop/__init__.py": "from shop.base import *\nfrom .bucket import Bucket as Bucket, Cluster\n",
    "shop/base.py": "class Base:\n    def get(self, key, ttl=0, *, quiet=None): ...\n    def _inner(self): ...\n",
    "shop/bucket.py": """
from shop.base import Base

class Bucket(Base):
    def __init__(self, *args, **kwargs):
        self.name = kwargs.pop('bucket')
    @property
    def closed(self): ...
    def pair(self, first, second): ...
    if True:
        def shut(self): ...
    stop = shut

class Cluster: ...
""",
}

#: What a stub of `shop.bucket` says, and how it differs from the release.
STUBS_OF_SMALL = [
    ("class Bucket:\n    @operates\n    def get(self, key, ttl=0, *, quiet=None): ...", {LACKING}),
    ("class Bucket:\n    def get(self, key, ttl=0, *, quiet=None): ...", set()),
    ("class Bucket:\n    def get(self, key, time=0, *, quiet=None): ...", {CHANGED}),
    ("class Bucket:\n    def get(self, key, *, quiet=None): ...", {CHANGED}),
    ("class Bucket:\n    def get(self, key, ttl=0, quiet=None): ...", {CHANGED}),
    ("class Bucket:\n    def get(self, key, ttl=0, *, quiet=None, **kwargs): ...", {CHANGED}),
    ("class Bucket:\n    def pair(self, second, first): ...", {CHANGED}),
    ("class Bucket:\n    def pair(self, first, second, third): ...", {CHANGED}),
    ("class Bucket:\n    def __init__(self, bucket): ...", set()),
    ("class Bucket:\n    def __init__(self, *, bucket, **kwargs): ...", set()),
    ("class Bucket:\n    def __init__(self, bukcet): ...", {CHANGED}),
    ("class Bucket:\n    def closed(self): ...", {CHANGED}),
    ("class Bucket:\n    @property\n    def closed(self): ...", set()),
    ("class Bucket:\n    def shut(self): ...\n    stop = shut", set()),
    ("class Bucket:\n    def halt(self): ...", {ABSENT}),
    ("class Buckets: ...", {ABSENT}),
    ("LIMIT = 3", {ABSENT}),
    ("from shop.base import Base", set()),
    ("from shop.base import Other", {ABSENT}),
    ("from other import Other\ndef Cluster() -> Other: ...", set()),
]


def test_what_fits() -> None:
    release = [Difference("shop.old", ABSENT), Difference("shop.new.Bucket", CHANGED), Difference("shop.new", LACKING)]
    assert not fits("shop.old.Bucket.get", release)
    assert not fits("shop.new.Bucket", release)
    assert fits("shop.new.Buckets", release)
    assert fits("shop.new", release)


def differences_in_small(name: str, text: str) -> set[str]:
    tree = ast.parse(text)
    return {
        each.kind
        for each in differences(StubModule(name, catalogue_of(4), tree.body, is_package=False), tree, Release(SMALL))
    }


@pytest.mark.parametrize(("text", "expected"), STUBS_OF_SMALL)
def test_a_drift_is_noticed(text: str, expected: set[str]) -> None:
    assert differences_in_small("shop.bucket", text) == expected


def test_names_that_are_passed_on() -> None:
    assert differences_in_small("shop", "class Base:\n    def get(self, key): ...") == {CHANGED}
    assert differences_in_small("shop", "class Bucket:\n    def halt(self): ...") == {ABSENT}
    assert differences_in_small("shop", "class Bucket:\n    def pair(self, first, second): ...") == set()


def test_modules_and_extensions() -> None:
    assert differences_in_small("shop.other", "A = 1") == {ABSENT}
    tree = ast.parse("class Bucket:\n    def get(self): ...\n    def put(self): ...")
    stub = StubModule("shop._libcouchbase", catalogue_of(4), tree.body, is_package=False)
    release = Release(SMALL, extension='{ "Bucket", ... } OPFUNC(get, "...")')
    assert [(each.place, each.kind) for each in differences(stub, tree, release)] == [
        ("shop._libcouchbase.Bucket.put", ABSENT)
    ]
