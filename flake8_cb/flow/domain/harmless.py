"""What a function that cannot be read leaves alone, as far as its name tells: what it keeps, closes and raises."""

from __future__ import annotations

import sys

from flake8_cb.flow.domain.natures import exception_of
from flake8_cb.flow.domain.values import Builtin, Function, Symbol, Value, qualified_name, unbound
from flake8_cb.sdk.endings import EXPECTING, EXPECTING_METHODS, RAISES
from flake8_cb.sdk.reader import StubClass, StubFunction
from flake8_cb.trees import LOGGING_METHODS

#: Parts of the names of mappings that do not change while they are read.
MAPPING_WORDS = (
    "environ",
    "config",
    "conf",
    "cfg",
    "setting",
    "option",
    "param",
    "kwargs",
    "args",
    "dict",
    "env",
    "opts",
)

#: Functions that make dictionaries and lists of a text.
DATA_READERS = frozenset(
    {
        "json.load", "json.loads", "toml.load", "toml.loads", "tomli.load", "tomli.loads", "tomllib.load",
        "tomllib.loads", "ujson.loads", "orjson.loads", "yaml.full_load", "yaml.load", "yaml.safe_load",
    }
)  # fmt: skip

#: Methods of unknown objects that keep nothing and give equal results for equal arguments.
PURE_METHODS = frozenset(
    {
        "get",
        "format",
        "strip",
        "lower",
        "upper",
        "join",
        "replace",
        "rstrip",
        "lstrip",
        "encode",
        "decode",
        "split",
        "rsplit",
        "partition",
        "rpartition",
    }
)

#: Methods of unknown objects, and functions of known libraries, that keep nothing of what they are handed.
HARMLESS_METHODS = PURE_METHODS | LOGGING_METHODS
HARMLESS_MODULES = frozenset(
    {"os", "os.path", "posixpath", "time", "json", "logging", "pprint", "random", "math", "re", "string"}
)

#: Effects of stubs by which something is asked, told, or taken by one at a time.
TELLING = frozenset(
    {"calls_back", "cancels", "flags", "lists_tasks", "lists_threads", "locks", "names_thread", "tells_awaitable",
     "tells_end", "tells_flag", "tells_kind", "unlocks", "waits"}
)  # fmt: skip

#: How the names of the classes begin whose objects begin with processes.
PROCESSES = ("Process", "Pool", "Manager")

#: Functions that are asked whether there is something, and raise an error where there is none.
ASKING = frozenset({"get_event_loop", "get_running_loop"})

#: Context managers that limit how long their block waits: it is the block that they stop.
LIMITING = frozenset({"asyncio.timeout", "asyncio.timeout_at", "anyio.fail_after", "async_timeout.timeout"})


def is_pure(function: Value) -> bool:
    """Report whether an unknown function gives equal results for equal arguments."""
    if isinstance(function, Symbol) and function.key[0] == "attribute":
        return function.key[-1] in PURE_METHODS
    return False


def is_mapping(base: Symbol) -> bool:
    """Report whether the ``get`` of an unknown object gives equal values.

    It was read from a file as plain data, or is called as configurations are.
    """
    if is_read_data(base):
        return True
    source = base.key[1] if base.key[0] == "call" else base
    name = ""
    if isinstance(source, Symbol) and source.key[0] in ("attribute", "parameter", "name"):
        name = str(source.key[-1])
    elif isinstance(source, Function):
        name = getattr(source.node, "name", "")
    return any(word in name.lower() for word in MAPPING_WORDS)


def is_read_data(value: object) -> bool:
    """Report whether an unknown value is plain data that was read from a text, or a part of such."""
    while isinstance(value, Symbol) and value.key[0] == "item":
        value = value.key[1]
    function = value.key[1] if isinstance(value, Symbol) and value.key[0] == "call" else None
    return isinstance(function, Symbol) and qualified_name(function) in DATA_READERS


def keeps_nothing(function: Value) -> bool:
    """Report whether an unknown function keeps nothing of what it is handed."""
    if isinstance(function, Symbol) and function.key[0] == "attribute":
        module = qualified_name(function).rpartition(".")[0]
        return function.key[-1] in HARMLESS_METHODS or module in HARMLESS_MODULES
    return False


def place_of_expected(function: Symbol) -> int | None:
    """Return the place of a function that a test may have called, to see it fail, by calling this one."""
    if function.key[0] == "attribute" and (place := EXPECTING_METHODS.get(str(function.key[2]))) is not None:
        return place
    return EXPECTING.get(qualified_name(function))


def is_closing(function: Value) -> bool:
    """Report whether a call of the function closes a connection."""
    stub = unbound(function)
    return isinstance(stub, StubFunction) and stub.effect("closes") is not None


def answers_later(function: Value) -> bool:
    """Report whether a call gives a Deferred, through which its errors come, or works on one."""
    stub = unbound(function)
    cls = stub if isinstance(stub, StubClass) else stub.returned() if isinstance(stub, StubFunction) else None
    gives_deferred = cls is not None and cls.is_a("links")
    if isinstance(stub, StubFunction):
        return stub.effect("links") is not None or (
            gives_deferred and bool(stub.effect("sends") or stub.effect("unites"))
        )
    return gives_deferred


def begins_work(stub: StubFunction) -> bool:
    """Report whether a call has a thread or an executor begin with something: what that raises shows where it ends."""
    return stub.effect("starts_thread") is not None or (
        stub.effect("submits") is not None and stub.returned() is not None
    )


def only_tells(stub: StubFunction) -> bool:
    """Report whether a call of Python's own threads and tasks does no more than to ask or tell something."""
    is_known = stub.module.name in ("asyncio", "threading") and stub.name not in ASKING
    return is_known and all(each.verb in TELLING for each in stub.effects)


def is_of_python(cls: Value | None) -> bool:
    """Report whether a class is one of Python's own threads, executors, locks and their like."""
    return isinstance(cls, StubClass) and cls.module.name.partition(".")[0] in sys.stdlib_module_names


def makes_tool(function: Value) -> bool:
    """Report whether a call makes such an object without asking the system for processes, which it may refuse."""
    return isinstance(function, StubClass) and is_of_python(function) and not function.name.startswith(PROCESSES)


def leaves_or_logs(function: Value) -> bool:
    """Report whether a call of the function raises nothing that a handler for errors is there for."""
    if answers_later(function) or makes_tool(function):
        return True
    if isinstance(stub := unbound(function), StubFunction) and (begins_work(stub) or only_tells(stub)):
        return True
    if isinstance(function, StubFunction):
        return function.effect("ends") is not None or function.effect("sets_start_method") is not None
    if isinstance(function, Builtin):
        return function.name in ("exit", "quit", "print", "super") or exception_of(function) is not None
    if isinstance(function, Symbol) and function.key[0] == "super" and len(function.key) > 1:
        return function.key[2] == "__init__" and not function.key[3]  # that of `object` or of an exception
    if not isinstance(function, Symbol) or function.key[0] != "attribute":
        return False
    name = qualified_name(function)
    return function.key[-1] in LOGGING_METHODS or name in LIMITING or name in RAISES
