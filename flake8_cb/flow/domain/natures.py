"""Natures: what is certain of a value though it is not known, by what it comes from.

An f-string is a text and never None, whatever is put into it; a logger is never false. A condition that asks for such
things has one answer in all runs.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterable

from flake8_cb.flow.domain.texts import parts_of
from flake8_cb.flow.domain.values import Bound, Builtin, Const, Function, Partial, Symbol, Tuple, Value
from flake8_cb.flow.names.scopes import names_of
from flake8_cb.sdk.reader import StubFunction

#: Symbols of what some expression of Python gives: a text, a number or a truth.
_MADE = frozenset(
    {"process id", "text", "shaped", "length", "operator", "less", "counted", "equal", "in", "not", "all of", "is none"}
)

#: Builtin functions that return something.
_GIVING = frozenset(
    {
        "abs", "bool", "bytes", "chr", "float", "format", "hash", "hex", "id", "input", "int", "isinstance", "len",
        "open", "ord", "range", "repr", "round", "str", "sum", "type",
    }
)  # fmt: skip

#: What a call of a function makes, by whether it is ``async`` and whether it yields.
_KINDS = {
    (False, False): "",
    (False, True): "generator",
    (True, False): "coroutine",
    (True, True): "async generator",
}

#: Functions of libraries whose results are objects that are never false.
_TRUE = frozenset(
    {
        "argparse.ArgumentParser.parse_args", "datetime.date.today", "datetime.datetime.now",
        "datetime.datetime.utcnow", "logging.getLogger", "open", "pathlib.Path", "re.compile", "uuid.uuid1",
        "uuid.uuid4",
    }
)  # fmt: skip

#: Functions of libraries that return numbers, texts or lists.
_NOT_NONE = frozenset(
    {
        "json.dumps", "os.getcwd", "os.getpid", "os.listdir", "os.path.abspath", "os.path.basename", "os.path.dirname",
        "os.path.exists", "os.path.join", "platform.node", "socket.gethostname", "time.monotonic", "time.perf_counter",
        "time.time",
    }
)  # fmt: skip

#: Classes and functions, by their last name, whose results stand for another value: proxies, mocks, descriptions.
PLACEHOLDERS = frozenset(
    {
        "AsyncMock", "Depends", "Field", "Instance", "Lazy", "LazyObject", "LocalProxy", "MagicMock", "Mock",
        "NonCallableMock", "Parameter", "Provide", "Proxy", "SimpleLazyObject", "attrib", "create_autospec", "field",
        "ib", "inject", "lazy", "lazy_object", "object",
    }
)  # fmt: skip

#: What parses a command line.
PARSING = "argparse.ArgumentParser.parse_args"

_NEVER_NONE = _GIVING | _TRUE | _NOT_NONE

#: Methods of texts that give a text or a list of them.
_OF_TEXTS = frozenset(
    {
        "decode", "encode", "endswith", "format", "join", "lower", "lstrip", "partition", "replace", "rpartition",
        "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "title", "upper",
    }
)  # fmt: skip


def is_never_none(value: Symbol) -> bool:
    """Report whether a value that is not known is something else than None for certain."""
    kind = value.key[0]
    if kind in _MADE:
        return True
    if kind == "defaulted":
        return value.key[2] != Const.of(None)
    if kind == "item" and _is_of_command_line(value):
        return True
    if kind == "parameter":
        return _takes_several(value)
    if kind == "pure":
        called = value.key[1]
        return (called.key[-1] if isinstance(called, Symbol) else called) in _OF_TEXTS
    return kind == "call" and (_called(value) in _NEVER_NONE or _called_class(value))


def is_surely_true(value: Symbol) -> bool:
    """Report whether a value that is not known is no false one for certain."""
    if value.key[0] == "text":
        return any(isinstance(each, Const) and each.value for each in parts_of(value))
    if value.key[0] == "item":
        return not _is_part(value) and _is_of_command_line(value)  # nobody gives an empty one
    return value.key[0] == "call" and _called(value) in _TRUE


def holds_arguments(value: object) -> bool:
    """Report whether a value is what a parser has made of the command line."""
    return isinstance(value, Symbol) and value.key[0] == "call" and _called(value) == PARSING


def demanded_arguments(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Return the names of those that a parser insists on: positional ones, and those that are required."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_argument" and node.args:
            name = node.args[-1].value if isinstance(node.args[-1], ast.Constant) else ""
            options = {each.arg: each.value for each in node.keywords if isinstance(each.value, ast.Constant)}
            is_option = str(name).startswith("-")
            may_be_left_out = getattr(options.get("nargs"), "value", "") in ("?", "*")
            if getattr(options.get("required"), "value", False) if is_option else not may_be_left_out:
                found.add(str(getattr(options.get("dest"), "value", name)).lstrip("-").replace("-", "_"))
    return frozenset(found)


def _is_of_command_line(value: Symbol) -> bool:
    """Report whether a value is one of the words, or some of them, by which the program was started."""
    base = value
    while base.key[0] == "item" and isinstance(base.key[1], Symbol):
        base = base.key[1]
    return base is not value and base.name == "sys.argv"


def _is_part(value: Symbol) -> bool:
    """Report whether an item is a slice."""
    return any(isinstance(each, Symbol) and each.key[0] == "slice" for each in value.key[2:])


def _called(value: Symbol) -> str:
    called = value.key[1]
    return called.name if isinstance(called, (Symbol, Builtin)) else ""


def _called_class(value: Symbol) -> bool:
    """Report whether the value is an object of a class, as the name of what was called for it tells."""
    return _called(value).rpartition(".")[2][:1].isupper()


def _takes_several(parameter: Symbol) -> bool:
    """Report whether a parameter stands for all further arguments."""
    definition, name = parameter.key[1:3]
    if not isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        return False
    several = (definition.args.vararg, definition.args.kwarg)
    return any(each is not None and each.arg == name for each in several)


def builtin_type(value: Value) -> type | None:
    """Return the builtin type of a value that has one, or None if that is not known."""
    if isinstance(value, Const):
        return value.kind
    if isinstance(value, Tuple):
        return tuple
    if isinstance(value, Symbol) and value.key[0] in ("text", "shaped"):
        return str
    return None


def exception_of(value: Value) -> type[BaseException] | None:
    """Return the builtin exception that a value is, or is an object of."""
    name = value.name if isinstance(value, Builtin) else ""
    if isinstance(value, Symbol) and value.key[0] == "exception" and isinstance(value.key[1], str):
        name = value.key[1]
    elif isinstance(value, Symbol) and value.key[0] == "attribute":
        module, _, last = value.name.rpartition(".")
        if module.partition(".")[0] in sys.stdlib_module_names:
            name = last  # another name of the same, as `asyncio.TimeoutError` is
    cls = getattr(builtins, name, None)
    return cls if isinstance(cls, type) and issubclass(cls, BaseException) else None


def is_of_type(given: type, wanted: Value) -> bool | None:
    """Report whether objects of a builtin type are instances of a class, or None if that is not known."""
    cls = getattr(builtins, wanted.name, None) if isinstance(wanted, Builtin) else None
    if isinstance(cls, type):
        return issubclass(given, cls)
    if is_library_error(wanted):
        return False
    return None if isinstance(wanted, (Symbol, Builtin, Function)) else False


def is_library_error(wanted: Value) -> bool:
    """Report whether a class that is not read is one of errors, as its name tells."""
    return isinstance(wanted, Symbol) and wanted.name.endswith(("Error", "Exception"))


def is_placeholder(value: Symbol) -> bool:
    """Report whether a value was made to stand for another one, that may come later or never."""
    source = value.key[1] if value.key[0] in ("call", "item") else None
    name = source.name if isinstance(source, (Symbol, Builtin)) else ""
    return name.rpartition(".")[2] in PLACEHOLDERS or name.startswith("os.")


def kind_of(value: Value) -> str | None:
    """Return what a call of a function makes: "coroutine", "generator", "async generator", or "" for its result.

    It is None if that is not known, and for what is no function.
    """
    callee = value
    while isinstance(callee, (Partial, Bound)) and not isinstance(callee.function, str):
        callee = callee.function
    if isinstance(callee, Function) and callee.wrapping in ("context", "cached"):
        return ""
    if isinstance(callee, Function) and not callee.wrapping:
        return _KINDS[isinstance(callee.node, ast.AsyncFunctionDef), names_of(callee.node).yields]
    if isinstance(callee, StubFunction) and callee.is_async:
        return "coroutine"
    return "" if isinstance(callee, StubFunction) and callee.owner else None  # plain functions may give awaitables


def repeated(value: Value) -> Value | None:
    """Return what ``itertools.repeat`` repeats."""
    return value.subject if isinstance(value, Bound) and value.function == "repeat" else None
