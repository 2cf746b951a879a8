"""The programs: hypothesis strategies that write them, statement by statement, in the language of RULES.md."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from oracle.program import LINTED, Program, is_mentioned_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Statements of one program, and how deep they nest.
MOST_STATEMENTS = 18
DEEPEST = 3

HELPER = "store"

#: Functions that nothing needs to call.
LEFT_TO_OTHERS = ("main", "run", "handle", "step1", "work2", "take3")

IMPORTS = {
    "Process": "from multiprocessing import Process",
    "Thread": "from threading import Thread",
    "os": "import os",
    "contextmanager": "from contextlib import contextmanager",
    "closing": "from contextlib import closing",
    "unknown": "from elsewhere import unknown",
    "Bucket": "from couchbase.bucket import Bucket",
    "PasswordAuthenticator": "from couchbase.auth import PasswordAuthenticator",
    "Cluster": "from couchbase.cluster import Cluster",
    "ClusterOptions": "from couchbase.options import ClusterOptions",
}


@dataclass(frozen=True)
class Sdk:
    """How connections are written in one generation."""

    generation: int
    openings: tuple[str, ...]
    uses: tuple[str, ...]
    close: str
    handle: str
    other: str
    any_target: str


SDKS = (
    Sdk(
        generation=2,
        openings=('Bucket("couchbase://h/b", password="p")',),
        uses=('get("k")', 'upsert("k", 1)'),
        close="_close",
        handle="",
        other='Bucket("couchbase://g/b", password="p")',
        any_target='Bucket(unknown(), password="p")',
    ),
    Sdk(
        generation=4,
        openings=(
            'Cluster("couchbase://h", ClusterOptions(PasswordAuthenticator("u", "p")))',
            'Cluster.connect("couchbase://h", ClusterOptions(PasswordAuthenticator("u", "p")))',
        ),
        uses=("ping()", 'bucket("b").default_collection().get("k")'),
        close="close",
        handle='bucket("b").default_collection()',
        other='Cluster("couchbase://g", ClusterOptions(PasswordAuthenticator("u", "p")))',
        any_target='Cluster(unknown(), ClusterOptions(PasswordAuthenticator("u", "p")))',
    ),
)


@dataclass(frozen=True)
class Function:
    """A function that statements may call: what it takes ("connection" or "flag") and gives."""

    name: str
    module: str
    takes: tuple[str, ...] = ()
    gives: str = ""


@dataclass(frozen=True)
class Class:
    """A class that statements may instantiate, and its methods."""

    name: str
    module: str
    takes: tuple[str, ...]
    methods: tuple[str, ...]
    is_process: bool = False


@dataclass
class Scope:
    """The names that statements may use."""

    connections: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    objects: dict[str, Class] = field(default_factory=dict)
    threads: list[str] = field(default_factory=list)
    local: list[str] = field(default_factory=list)
    loops: int = 0
    in_function: bool = True

    def inner(self, **changes: Any) -> Scope:
        """Return the scope of a block: what it binds is not known behind it."""
        copied = {name: value.copy() for name, value in vars(self).items() if isinstance(value, (list, dict))}
        return replace(self, **{**copied, **changes})


class Writer:
    """Writes one program. ``one_of`` chooses of several, ``number`` an integer from a least to a greatest one."""

    def __init__(self, one_of: Callable[[Any], Any], number: Callable[[int, int], int]) -> None:
        self.one_of = one_of
        self.number = number
        self.sdk: Sdk = self.one_of(SDKS)
        self.left = self.number(6, MOST_STATEMENTS)
        self.functions: list[Function] = []
        self.classes: list[Class] = []
        self.globals: dict[str, list[str]] = {LINTED: [], HELPER: []}
        self.texts: dict[str, list[list[str]]] = {LINTED: [], HELPER: []}
        self.module = LINTED
        self.names = 0
        self.goes_on = False  # a child of os.fork() goes on with the program: one is enough

    # Choices

    def chance(self, percent: int) -> bool:
        return self.number(1, 100) > 100 - percent

    def name(self, stem: str) -> str:
        self.names += 1
        return f"{stem}{self.names}"

    # Programs

    def program(self) -> Program:
        if self.chance(35):
            self.module = HELPER
            for _ in range(self.number(1, 2)):
                self.definition()
            if self.chance(25):
                self.module_connection()
        self.module = LINTED
        if self.chance(15):
            self.module_connection()
        for _ in range(self.number(1, 4)):
            self.definition()
        entry = self.chance(15)
        if entry:
            scope = Scope(flags=["flag"])
            self.texts[LINTED].append(["def handle(flag):", *indented(self.block(scope, DEEPEST - 1))])
        name = self.one_of(["main", "main", "main", "run"])
        self.texts[LINTED].append([f"def {name}():", *indented(self.block(Scope(), DEEPEST, least=3))])
        self.texts[LINTED].append(['if __name__ == "__main__":', f"    {name}()"])
        return self.finished()

    def finished(self) -> Program:
        """Put the texts together, without what nothing mentions."""
        texts = {name: list(parts) for name, parts in self.texts.items()}
        before = ""
        while before != (everything := "\n".join(line for parts in texts.values() for part in parts for line in part)):
            before = everything
            for parts in texts.values():
                parts[:] = [part for part in parts if not is_idle(part, everything)]
        modules = {}
        for name, parts in texts.items():
            if parts:
                body = "\n\n\n".join("\n".join(part) for part in parts) + "\n"
                modules[name] = self.imports(name, body) + "\n\n\n" + body
        return Program.of(self.sdk.generation, modules)

    def imports(self, module: str, body: str) -> str:
        lines = [line for name, line in IMPORTS.items() if re.search(rf"\b{name}\b", body)]
        if module == LINTED and f"{HELPER}." in body:
            lines.append(f"import {HELPER}")
        if module == LINTED:
            known = [*(each.name for each in self.functions), *(each.name for each in self.classes)]
            there = {each.name for each in [*self.functions, *self.classes] if each.module == HELPER}
            used = [each for each in known if each in there and re.search(rf"(?<![.\w]){each}\b", body)]
            if used:
                lines.append(f"from {HELPER} import {', '.join(used)}")
        return "\n".join(lines)

    # Definitions

    def define(self, lines: list[str]) -> None:
        self.texts[self.module].append(lines)

    def opening(self) -> str:
        kind = self.number(1, 20)
        if kind <= 15:
            return self.one_of(self.sdk.openings)
        return self.sdk.other if kind <= 18 else self.sdk.any_target

    def opened(self) -> str:
        """Return an expression that gives a connection: an opening, or the call of a factory."""
        factories = [each for each in self.functions if each.gives == "connection" and self.is_seen(each)]
        if factories and self.chance(50):
            return self.call(self.one_of(factories), Scope())
        return self.opening()

    def is_seen(self, each: Function | Class) -> bool:
        return each.module == self.module or self.module == LINTED

    def use(self, name: str) -> str:
        return f"{name}.{self.one_of(self.sdk.uses)}"

    def close(self, name: str) -> str:
        return f"{name}.{self.sdk.close}()"

    def module_connection(self) -> None:
        name = self.name("db")
        self.define([f"{name} = {self.opening()}"])
        self.globals[self.module].append(name)

    def definition(self) -> None:
        kinds = ["factory", "own", "taker", "child", "class", "class", "single", "session", "plain", "worker"]
        getattr(self, f"define_{self.one_of(kinds)}")()

    def define_factory(self) -> None:
        name = self.name("connect")
        body = [f"return {self.opened()}"]
        match self.number(1, 4):
            case 1:
                body = [f"c = {self.opened()}", self.use("c"), "return c"]
            case 2:
                body = ["if unknown():", f"    return {self.opened()}", f"return {self.opened()}"]
            case 3 if self.sdk.handle:
                self.define([f"def {name}():", f"    return {self.opened()}.{self.sdk.handle}"])
                self.functions.append(Function(name, self.module, gives="handle"))
                return
        self.define([f"def {name}():", *indented(body)])
        self.functions.append(Function(name, self.module, gives="connection"))

    def define_own(self) -> None:
        name = self.name("work")
        scope = Scope(connections=["c"])
        body = [f"c = {self.opened()}", self.use("c"), *self.block(scope, 1, most=2)]
        if self.chance(50):
            body.append(self.close("c"))
        self.define([f"def {name}():", *indented(body)])
        self.functions.append(Function(name, self.module))

    def define_taker(self) -> None:
        name = self.name("take")
        takes = ("connection", "flag") if self.chance(30) else ("connection",)
        scope = Scope(connections=["c"], flags=["flag"] if "flag" in takes else [])
        parameters = ["c", "flag"][: len(takes)]
        self.define([f"def {name}({', '.join(parameters)}):", *indented(self.block(scope, 2, most=4))])
        self.functions.append(Function(name, self.module, takes))

    def define_child(self) -> None:
        name = self.name("child")
        takes: tuple[str, ...] = ()
        match self.number(1, 4):
            case 1:
                body, takes = [self.use("c")], ("connection",)
            case 2:
                body = ["unknown()"]
            case 3:
                body = [f"c = {self.opening()}", self.use("c")]
            case _:
                known = self.globals[self.module]
                body = [self.use(self.one_of(known))] if known else ["pass"]
        self.define([f"def {name}({'c' if takes else ''}):", *indented(body)])
        self.functions.append(Function(name, self.module, takes))

    define_worker = define_child

    def define_plain(self) -> None:
        name = self.name("step")
        self.define([f"def {name}():", *indented(self.block(Scope(), 2, most=4))])
        self.functions.append(Function(name, self.module))

    def define_single(self) -> None:
        name, held = self.name("get_db"), self.name("_db")
        self.define([f"{held} = None"])
        test = self.one_of([f"{held} is None", f"not {held}"])
        self.define(
            [
                f"def {name}():",
                f"    global {held}",
                f"    if {test}:",
                f"        {held} = {self.opening()}",
                f"    return {held}",
            ]
        )
        self.functions.append(Function(name, self.module, gives="shared"))

    def define_session(self) -> None:
        name = self.name("session")
        body = [
            f"c = {self.opened()}",
            *(["yield c"] if self.chance(40) else ["try:", "    yield c", "finally:", f"    {self.close('c')}"]),
        ]
        self.define(["@contextmanager", f"def {name}():", *indented(body)])
        self.functions.append(Function(name, self.module, gives="session"))

    def define_class(self) -> None:
        name = self.name("Repo")
        methods = ["find", "close"]
        takes: tuple[str, ...] = ()
        bases = [each for each in self.classes if not each.takes and self.is_seen(each) and not each.is_process]
        is_process = self.chance(20)
        if bases and self.chance(40):
            base = self.one_of(bases)
            body = ["def find(self):", "    super().find()"]
            if self.chance(40):
                body += ["", "def __init__(self):", "    super().__init__()", f"    self.d = {self.opened()}"]
            self.define([f"class {name}({base.name}):", *indented(body)])
            self.classes.append(Class(name, self.module, (), base.methods))
            return
        if self.chance(50) or is_process:
            takes = ("connection",)
            body = ["def __init__(self, c):", *(["    super().__init__()"] if is_process else []), "    self.c = c"]
        else:
            body = ["def __init__(self):", f"    self.c = {self.opened()}"]
        if is_process:
            body += ["", "def run(self):", f"    {self.one_of([self.use('self.c'), 'unknown()'])}"]
            methods = []
        else:
            body += ["", "def find(self):", f"    {self.use('self.c')}"]
            body += ["", "def close(self):", f"    {self.close('self.c')}"]
            if self.chance(30):
                target = self.one_of(["self.find", "unknown"])
                body += ["", "def spread(self):", f"    Process(target={target}).start()"]
                methods.append("spread")
        self.define([f"class {name}{'(Process)' if is_process else ''}:", *indented(body)])
        self.classes.append(Class(name, self.module, takes, tuple(methods), is_process))

    # Statements

    def block(self, scope: Scope, depth: int, least: int = 1, most: int = 7) -> list[str]:
        lines: list[str] = []
        count = self.number(least, most)
        for _ in range(count):
            if self.left <= 0:
                break
            self.left -= 1
            lines += self.statement(scope, depth)
            if lines and lines[-1].startswith(("return", "break", "continue", "raise")):
                break
        return lines or ["pass"]

    def statement(self, scope: Scope, depth: int) -> list[str]:
        known = [*scope.connections, *self.seen_globals()]
        kinds = ["open", "open", "call", "call", "make"]
        if known:
            kinds += ["use", "use", "close", "close", "start", "start", "thread"]
        if scope.connections:
            kinds += ["drop", "closure", "hand_over", "hand_over"]
        if scope.handles:
            kinds += ["use_handle"]
        if any(self.is_seen(each) for each in self.classes):
            kinds += ["make", "make"]
        if scope.objects:
            kinds += ["method", "method"]
        if scope.threads:
            kinds += ["join", "join"]
        if depth:
            kinds += ["condition", "condition", "loop", "loop", "trial", "trial", "within", "fork", "optional"]
        else:
            kinds += ["leave"]
        kinds += ["start"]
        return getattr(self, f"write_{self.one_of(kinds)}")(scope, depth)

    def seen_globals(self) -> list[str]:
        found = list(self.globals[self.module])
        if self.module == LINTED:
            found += [f"{HELPER}.{each}" for each in self.globals[HELPER]]
        return found

    def known(self, scope: Scope) -> str:
        return self.one_of([*scope.connections, *self.seen_globals()])

    def bind(self, scope: Scope) -> str:
        """Return a name to which a connection is given."""
        name = self.one_of("abc")
        for names in (scope.handles, scope.threads):
            if name in names:
                names.remove(name)
        if name not in scope.connections:
            scope.connections.append(name)
        return name

    def call(self, function: Function, scope: Scope) -> str:
        arguments = [self.argument(each, scope) for each in function.takes]
        return f"{function.name}({', '.join(arguments)})"

    def argument(self, kind: str, scope: Scope) -> str:
        if kind == "connection":
            return self.known(scope)
        return self.one_of([*scope.flags, "True", "False", "unknown()"])

    def callable(self, scope: Scope) -> list[Function]:
        given = bool([*scope.connections, *self.seen_globals()])
        return [each for each in self.functions if self.is_seen(each) and (given or "connection" not in each.takes)]

    def write_open(self, scope: Scope, depth: int) -> list[str]:
        expression = self.opened()
        return [f"{self.bind(scope)} = {expression}"]

    def write_use(self, scope: Scope, depth: int) -> list[str]:
        name = self.known(scope)
        if self.sdk.handle and self.chance(25):
            handle = self.name("h")
            scope.handles.append(handle)
            return [f"{handle} = {name}.{self.sdk.handle}"]
        return [self.use(name)]

    def write_use_handle(self, scope: Scope, depth: int) -> list[str]:
        return [f'{self.one_of(scope.handles)}.get("k")']

    def write_close(self, scope: Scope, depth: int) -> list[str]:
        return [self.close(self.known(scope))]

    def write_drop(self, scope: Scope, depth: int) -> list[str]:
        name = self.one_of(scope.connections)
        scope.connections.remove(name)
        return [f"{name} = None"]

    def write_call(self, scope: Scope, depth: int) -> list[str]:
        known = self.callable(scope)
        if not known:
            return ["unknown()"]
        function = self.one_of(known)
        call = self.call(function, scope)
        match function.gives:
            case "connection" | "shared":
                return [f"{self.bind(scope)} = {call}"]
            case "handle":
                name = self.name("h")
                scope.handles.append(name)
                return [f"{name} = {call}"]
            case "session":
                name = self.name("s")
                return [
                    f"with {call} as {name}:",
                    *indented(
                        self.block(scope.inner(connections=[*scope.connections, name]), max(depth - 1, 0), most=3)
                    ),
                ]
        return [call]

    def write_make(self, scope: Scope, depth: int) -> list[str]:
        given = bool([*scope.connections, *self.seen_globals()])
        known = [each for each in self.classes if self.is_seen(each) and (given or not each.takes)]
        if not known:
            return self.write_open(scope, depth)
        cls = self.one_of(known)
        made = f"{cls.name}({', '.join(self.argument(each, scope) for each in cls.takes)})"
        if cls.is_process:
            return [f"{made}.start()"]
        if self.chance(20):
            return [f"{made}.find()"]
        names = ["r", "q"] if self.chance(40) else [self.one_of(["r", "q"])]
        scope.objects.update(dict.fromkeys(names, cls))
        return [f"{name} = {made}" for name in names]

    def write_method(self, scope: Scope, depth: int) -> list[str]:
        name = self.one_of(sorted(scope.objects))
        return [f"{name}.{self.one_of(scope.objects[name].methods)}()"]

    def target(self, scope: Scope) -> str:
        """Return the arguments of a Process or Thread."""
        options = [f"target={each}" for each in scope.local]
        for function in self.callable(scope):
            if not function.gives and "flag" not in function.takes:
                given = "".join(f"{self.argument(each, scope)}," for each in function.takes)
                options.append(f"target={function.name}" + (f", args=({given})" if given else ""))
        options += [f"target={name}.find" for name in scope.objects]
        options += [f'target={name}.get, args=("k",)' for name in scope.handles]
        if self.sdk.generation == 2:
            options += [f'target={name}.get, args=("k",)' for name in scope.connections]
        return self.one_of([*options, "target=unknown"])

    def write_start(self, scope: Scope, depth: int) -> list[str]:
        target = self.target(scope)
        if self.chance(40):
            name = self.name("p")
            return [f"{name} = Process({target})", f"{name}.start()", f"{name}.join()"]
        return [f"Process({target}).start()"]

    def write_hand_over(self, scope: Scope, depth: int) -> list[str]:
        takers = [each for each in self.callable(scope) if "connection" in each.takes]
        return [self.call(self.one_of(takers), scope)] if takers else self.write_use(scope, depth)

    def write_thread(self, scope: Scope, depth: int) -> list[str]:
        name = self.name("t")
        if self.chance(40):
            used = self.known(scope)
            what = f'{used}.get, args=("k",)' if self.sdk.generation == 2 else f"{used}.ping"
            ends = self.one_of([[], [f"{name}.join()"]])
            return [f"{name} = Thread(target={what})", f"{name}.start()", *ends, self.close(used)]
        if self.chance(60):
            scope.threads.append(name)
            return [f"{name} = Thread({self.target(scope)})", f"{name}.start()"]
        return [f"{name} = Thread({self.target(scope)})", f"{name}.start()", f"{name}.join()"]

    def write_join(self, scope: Scope, depth: int) -> list[str]:
        name = self.one_of(scope.threads)
        scope.threads.remove(name)
        return [f"{name}.join()"]

    def write_closure(self, scope: Scope, depth: int) -> list[str]:
        name, held = self.name("use"), self.one_of(scope.connections)
        scope.local.append(name)
        if self.chance(30):
            return [f"{name} = lambda: {self.use(held)}"]
        return [f"def {name}():", f"    {self.use(held)}"]

    def write_fork(self, scope: Scope, depth: int) -> list[str]:
        inner = self.block(scope.inner(), 0, most=2)
        match self.number(1, 4):
            case 1 if not self.goes_on and not scope.loops:
                self.goes_on = True
                return ["os.fork()"]
            case 2:
                return ["pid = os.fork()", "if pid == 0:", *indented(inner), "    os._exit(0)", "os.waitpid(pid, 0)"]
            case 3:
                return ["if os.fork() == 0:", *indented(inner), "    os._exit(0)"]
        return ["if not os.fork():", "    unknown()", "    os._exit(0)"]

    def condition(self, scope: Scope) -> str:
        if scope.flags and self.chance(60):
            return self.one_of([*scope.flags, *(f"not {each}" for each in scope.flags)])
        return "unknown()"

    def write_condition(self, scope: Scope, depth: int) -> list[str]:
        if not scope.flags and self.chance(40):
            scope.flags.append("flag")
            return ["flag = unknown()"]
        lines = [f"if {self.condition(scope)}:", *indented(self.block(scope.inner(), depth - 1, most=3))]
        if self.chance(40):
            lines += ["else:", *indented(self.block(scope.inner(), depth - 1, most=3))]
        return lines

    def write_optional(self, scope: Scope, depth: int) -> list[str]:
        """Write a connection that may be there or not."""
        name = self.name("m")
        test = self.condition(scope)
        first = [f"{name} = None", f"if {test}:", f"    {name} = {self.opened()}"]
        between = self.block(scope, max(depth - 1, 0), most=2)
        if between[-1].startswith(("return", "break", "continue", "raise")):
            between.pop()
        inner = scope.inner(connections=[*scope.connections, name])
        after = [f"if {self.one_of([name, f'{name} is not None'])}:", *indented(self.block(inner, 0, most=2))]
        return [*first, *between, *after]

    def write_loop(self, scope: Scope, depth: int) -> list[str]:
        head = self.one_of(["for _ in unknown():", "while unknown():", "for _ in range(2):"])
        inner = scope.inner(loops=scope.loops + 1)
        return [head, *indented(self.block(inner, depth - 1, most=4))]

    def write_trial(self, scope: Scope, depth: int) -> list[str]:
        lines = ["try:", *indented(self.block(scope.inner(), depth - 1, most=3))]
        kind = self.number(1, 4)
        if kind != 1:
            caught = self.one_of(["Exception", "Exception", "ValueError"])
            lines += [f"except {caught}:", *indented(self.block(scope.inner(), depth - 1, most=2))]
        if kind <= 2:
            lines += ["finally:", *indented(self.block(scope.inner(), 0, most=2))]
        return lines

    def write_within(self, scope: Scope, depth: int) -> list[str]:
        sessions = [each for each in self.functions if each.gives == "session" and self.is_seen(each)]
        if sessions and self.chance(60):
            made = self.call(self.one_of(sessions), scope)
        elif self.sdk.close == "close":
            made = f"closing({self.opened()})"
        else:
            return self.write_trial(scope, depth)
        name = self.name("s")
        inner = scope.inner(connections=[*scope.connections, name])
        return [f"with {made} as {name}:", *indented(self.block(inner, depth - 1, most=3))]

    def write_leave(self, scope: Scope, depth: int) -> list[str]:
        if scope.loops:
            return [self.one_of(["break", "continue", "return"])]
        return [self.one_of(["return", 'raise ValueError("no")'])]


def is_idle(part: list[str], text: str) -> bool:
    """Report whether nothing mentions a class, a function or a name of a module, but main() and what others call."""
    defined = re.match(r"(?:(?:class|def) )?(\w+)", next(line for line in part if line[0] != "@"))
    assert defined is not None
    return defined[1] not in ("if", *LEFT_TO_OTHERS) and is_mentioned_once(defined[1], text)


def indented(lines: list[str]) -> list[str]:
    return [f"    {line}" if line else line for line in lines]


@st.composite
def programs(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Program:
    """Write a program, so that hypothesis can make a smaller one of it."""

    def one_of(options: Any) -> Any:
        return draw(st.sampled_from(options))

    def number(least: int, most: int) -> int:
        return draw(st.integers(least, most))

    return Writer(one_of, number).program()


def programs_by_chance(seed: int) -> Iterator[Program]:
    """Yield programs without end: much faster than hypothesis draws them, and each one once."""
    random = Random(seed)
    seen = set()
    while True:
        program = Writer(random.choice, random.randint).program()
        text = str(program.modules)
        if text not in seen:
            seen.add(text)
            yield program
