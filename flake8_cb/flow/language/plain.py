"""Plain calls: those that raise none of the SDK's exceptions, as they have nothing to do with it.

What is written for the exceptions of the SDK is not reached by way of them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from flake8_cb.flow.domain.harmless import HARMLESS_MODULES, is_of_python
from flake8_cb.flow.domain.natures import holds_arguments
from flake8_cb.flow.domain.record import CONTAINERS, RESULT
from flake8_cb.flow.domain.values import (
    Bound,
    Builtin,
    Const,
    Function,
    Obj,
    Symbol,
    Tuple,
    Value,
    qualified_name,
    unbound,
)
from flake8_cb.flow.effects.futures import joining
from flake8_cb.sdk.reader import StubClass, StubFunction

if TYPE_CHECKING:
    from flake8_cb.flow.domain.state import State
    from flake8_cb.flow.machine.frames import Arguments
    from flake8_cb.flow.machine.machine import Machine

#: Methods that only texts and dates have.
TEXT_METHODS = frozenset(
    {
        "capitalize", "casefold", "decode", "encode", "endswith", "format", "isalnum", "isalpha", "isdecimal",
        "isdigit", "isnumeric", "isoformat", "isspace", "join", "ljust", "lower", "lstrip", "partition", "removeprefix",
        "removesuffix", "rjust", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strftime",
        "strip", "swapcase", "title", "total_seconds", "upper", "zfill",
    }
)  # fmt: skip

#: Methods of the builtin collections that run nothing of what they are given, and read nothing to its end.
COLLECTION_METHODS = TEXT_METHODS | {
    "add", "append", "appendleft", "clear", "copy", "count", "discard", "get", "index", "insert", "items", "keys",
    "pop", "popitem", "popleft", "remove", "reverse", "setdefault", "values",
}  # fmt: skip

#: Modules of Python, and well-known libraries, that run none of the program's code.
MODULES = HARMLESS_MODULES | {
    "ast", "asyncio", "base64", "bisect", "bz2", "calendar", "codecs", "configparser", "copy", "csv", "datetime",
    "decimal", "difflib", "fractions", "fnmatch", "getpass", "glob", "gzip", "hashlib", "heapq", "hmac", "html", "io",
    "locale", "lzma", "pathlib", "platform", "queue", "secrets", "shutil", "smtplib", "statistics", "struct",
    "subprocess", "sys", "tempfile", "textwrap", "unicodedata", "urllib", "uuid", "warnings", "zipfile", "zlib",
    "zoneinfo",
    "click", "dateutil", "httpx", "jsonschema", "orjson", "pytz", "requests", "rich", "simplejson", "tabulate",
    "tqdm", "typer", "ujson", "yaml",
}  # fmt: skip

#: Builtin functions that read nothing to its end but the builtin collections.
FUNCTIONS = frozenset(
    {
        "abs", "bin", "bool", "bytes", "chr", "divmod", "float", "format", "hash", "hex", "id", "int", "isinstance",
        "issubclass", "len", "oct", "open", "ord", "pow", "range", "repr", "round", "str", "type",
    }
)  # fmt: skip

#: Functions that sleep, or wait until there is room: they can be interrupted, and raise nothing else.
SLEEPING = frozenset(
    {
        "anyio.sleep", "asyncio.Queue.join", "asyncio.Queue.put", "asyncio.sleep", "eventlet.sleep", "gevent.sleep",
        "queue.LifoQueue.put", "queue.PriorityQueue.put", "queue.Queue.join", "queue.Queue.put",
        "queue.SimpleQueue.put", "signal.pause", "time.sleep", "trio.sleep",
    }
)  # fmt: skip

#: Libraries that make classes of declarations.
DECLARATIVE = frozenset({"attr", "attrs", "marshmallow", "msgspec", "pydantic", "typing_extensions"})


def is_plain(name: str) -> bool:
    """Report whether that is the dotted name of a function, or of a method of what it gives, that is plain."""
    top, dot, _ = name.partition(".")
    return top in FUNCTIONS or (bool(dot) and top in MODULES) or name in SLEEPING


def is_plain_call(machine: Machine, function: Value, arguments: Arguments, state: State) -> bool:
    """Report whether a call is plain, with all that it calls."""
    effect = joining(function)
    if effect is not None:
        return not effect.role("passes_on")
    if isinstance(function, Obj):
        if not is_own_class(machine, function, state):
            return False
        found, owner, _ = machine.find(state, machine.mro(state, function), "__init__")
        return owner is None or not isinstance(owner, Obj) or is_plain_call(machine, found, arguments, state)
    if isinstance(function, Bound) and isinstance(function.function, str):
        return function.function.rpartition(".")[2] in COLLECTION_METHODS or takes_collections(arguments, state)
    called = unbound(function)
    if isinstance(called, StubClass) and is_of_python(called):
        return True
    if isinstance(called, Function):
        return machine.fails_by_itself(called.node, state)
    if isinstance(called, Builtin) and takes_collections(arguments, state):
        return True
    if isinstance(called, Symbol) and called.key[0] == "attribute":
        if makes_plain_object(called) and takes_collections(arguments, state):
            return True
        subject = called.key[1]
        if called.key[-1] in TEXT_METHODS or is_of_data(subject, state) or is_argument(subject):
            return True
    return isinstance(called, (Symbol, Builtin)) and is_plain(qualified_name(called))


def makes_plain_object(called: Symbol) -> bool:
    """Report whether a call makes an object of a class that Python brings along, as the name tells."""
    module, _, name = called.name.rpartition(".")
    return module.partition(".")[0] in sys.stdlib_module_names and name[:1].isupper()


def is_argument(value: object) -> bool:
    """Report whether a value is one argument of the command line, of a plain type or a file."""
    return isinstance(value, Symbol) and value.key[0] == "attribute" and holds_arguments(value.key[1])


def takes_collections(arguments: Arguments, state: State) -> bool:
    """Report whether all that is given are texts, numbers and builtin collections: to read them runs no code."""
    return all(
        isinstance(each, (Const, Symbol, Tuple)) or ((record := state.record(each)) and record.kind in CONTAINERS)
        for each in arguments.values()
    )


def is_own_class(machine: Machine, cls: Value, state: State) -> bool:
    """Report whether a class is the program's own, with all that it derives from."""
    record = state.record(cls)
    if record is None or record.kind != "class":
        return False
    return all(isinstance(each, (Obj, Builtin)) or _is_declarative(each) for each in machine.mro(state, cls))


def _is_declarative(cls: Value) -> bool:
    top = qualified_name(cls).partition(".")[0] if isinstance(cls, Symbol) else ""
    return top in DECLARATIVE or top in sys.stdlib_module_names


def is_of_data(value: object, state: State) -> bool:
    """Report whether a value is a row, an answer or a part of one, of texts, numbers and collections, or a file."""
    while isinstance(value, Symbol) and value.key[0] in ("item", "attribute", "call", "entered"):
        value = value.key[1]
    if isinstance(value, Builtin):
        return value.name in FUNCTIONS
    if isinstance(value, StubFunction):
        return value.effect("operates") is not None
    record = state.record(value) if isinstance(value, Obj) else None
    return record is not None and record.kind == RESULT
