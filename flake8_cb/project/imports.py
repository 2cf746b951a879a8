"""What a module imports, as far as its text tells without being parsed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from flake8_cb.project.memory import remembered

#: ``from a.b import c, d`` (over several lines in brackets), ``import a.b as c, d``, ``import_module("a.b")``.
_IMPORT = re.compile(
    r"""(?:^|[;:])[ \t]*(?:
        from(?P<source>[ \t]*\.[ \t.]*(?:(?!import\b)[\w.]+[ \t]+)?|[ \t]+[\w.]+[ \t]+)import\b[ \t]*
        (?P<names>\([^)]*\)?|(?:\\\r?\n|[^\n\\;])*)
        |import[ \t]+(?P<modules>(?:\\\r?\n|[^\n\\;])*)
    )
    |import_module\(\s*["'](?P<constant>\.*[\w.]+)["'](?:\s*,\s*(?:package\s*=\s*)?["'](?P<package>[\w.]+)["'])?""",
    re.MULTILINE | re.VERBOSE,
)

#: How each of these begins: what does not begin like this need not be looked at.
_BEGINNING = re.compile(r"(?:^|[;:])[ \t]*(?:from[ \t.]|import[ \t])|import_module\(", re.MULTILINE)

#: What most imports look like, each on a line of its own.
_PLAIN = re.compile(r"[ \t]*(?:from (\.*\w[\w.]*|\.+) import (\w+(?:, \w+)*)|import (\w[\w.]*))\n")

_COMMENT = re.compile(r"#[^\n]*")

_NAME = re.compile(r"[\w.]+|\*")


@remembered(maxsize=2)
def imports_of(text: str) -> tuple[tuple[str, str], ...]:
    """Return the same as `imports_in`, each import once: of the file that is linted it is asked more than once."""
    return tuple(dict.fromkeys(imports_in(text)))


def imports_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield (module, name) for each name that is imported from a module, and (module, "") for a whole module.

    A relative module starts with its dots. What stands in strings may be taken for an import as well: the caller
    looks for the modules on disk.
    """
    for match in _matches(text):
        if match.re is _PLAIN:
            source, names, module = match.groups()
            if module is not None:
                yield sys.intern(module), ""
            else:
                source = sys.intern(source)
                yield from ((source, sys.intern(name)) for name in names.split(", "))
        elif match["constant"]:
            yield resolved(match["constant"], match["package"]), ""
        elif match["modules"] is not None:
            for part in _parts(match["modules"]):
                yield part, ""
        else:
            source = sys.intern("".join(match["source"].split()))
            yield from ((source, name) for name in _parts(match["names"].strip("()")))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `_PLAIN` and of `_IMPORT`, which is slow.

    Only lines with the word are searched, where each match begins.
    """
    place = 0
    while (word := text.find("import", place)) >= 0:
        begin = text.rfind("\n", 0, word) + 1
        match = _PLAIN.match(text, begin) if begin >= place else None
        if match is None:
            end = text.find("\n", word) + 1 or len(text)
            first = _BEGINNING.search(text, max(place, begin), end)
            match = _IMPORT.match(text, first.start()) if first else None
            place = first.end() if first else end
        if match:
            yield match
            place = match.end()


def submodule(module: str, name: str) -> str:
    """Return the dotted name of a module below a package, which may be named relative to the importer."""
    return f"{module}{name}" if module.endswith(".") else f"{module}.{name}"


def resolved(module: str, package: str | None) -> str:
    """Return the absolute name of a module that is named relative to a package, as ``importlib`` resolves it."""
    name = module.lstrip(".")
    parts = package.split(".") if package else []
    kept = len(parts) - (len(module) - len(name)) + 1
    if name == module or not 0 < kept <= len(parts):
        return module
    return ".".join([*parts[:kept], *filter(None, [name])])


def _parts(names: str) -> Iterator[str]:
    for each in _COMMENT.sub("", names).replace("\\", " ").split(","):
        words = each.strip(" ()\t\r\n;").split()
        if words and _NAME.fullmatch(words[0]):
            yield sys.intern(words[0])  # most modules import the same ones
