"""The verdict: what the runs of a program have met, read by RULES.md.

What only the traceback of a handled error keeps open counts as gone, as a failed attempt and what replaces it are one
connection by the rules. Where these can be read in two ways, a finding *may* be reported and need not:

- what a run meets after a close has raised (was it closed?), or after a loop over something unknown has raised between
  two turns;
- CB101 beside CB102 at one place: for another connection, or for one that the child uses on another path;
- CB102 where all that a child does is to close, or to use what it has closed itself;
- CB101 and CB102 where a child forks again in another module, which tells it as well;
- CB101, CB102 and CB301 where another thread has closed it, and CB302 where nobody has joined that: it may as well
  happen later;
- CB301 and CB502 where one uses what another thread has closed, or a thread what was closed after its start: in another
  order it has used it before;
- what is met only where threads run when they are waited for, not when they are started;
- CB301 and CB502 in a child that has inherited the connection: CB102 tells of what it does with it;
- CB201, CB202 and CB205 where one expression opens twice for a target of which nothing is known, as a factory does;
- CB201 where a factory does not hand on what it has opened, and the other one came from the same call: the opening
  expression is that call;
- CB201 for openings in two arms of one ``if`` or ``try``;
- CB201 and CB205 where a thread has opened one of the two, CB101 for what an unjoined thread has opened;
- what begins and ends in another module, behind one expression of the linted file: that module tells it as well;
- CB201 where one instance meets what another has opened: CB205 tells of instances;
- CB205 of a class whose base in another module opens: where its ``__init__`` calls that, and where it is made;
- CB202 and CB205 where a handler was entered between the two openings (a retry loop);
- CB502 where the second thread is started by a thread, or starts one itself;
- CB302 where a child or a thread is handed a closed connection: at its use, and where the child or thread is started;
- what is met in a function that the file calls, and no run comes to the call (methods are those of one class);
- CB204 in a function that closes a connection of the module: a second call may not come that far;
- CB204 in a child: each is a process of its own;
- CB204 where a handler was entered after the opening (what failed, and what replaces it);
- CB204 where another run hands the connection on or keeps it (in a thread that nobody joins), and where the run ends
  with an error;
- CB204 where only several runs together show a second call, or the targets differ.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations
from typing import Any

from oracle.program import LINTED, Program, Run

Place = list[Any]
Finding = tuple[int, str]

#: Of several codes of one family at one place these hide the others.
FIRST_OF = {"CB2": ("CB201", "CB202", "CB203", "CB205", "CB204")}

#: Functions that run once.
ONCE = frozenset({"main", "<module>"})


@dataclass
class Verdict:
    """What must be reported, and what may be: codes by line."""

    must: set[Finding] = field(default_factory=set)
    may: set[Finding] = field(default_factory=set)
    errors: set[str] = field(default_factory=set)  # what ended runs: the names of exceptions

    def report(self, line: int | None, code: str, certain: bool = True) -> None:
        """Note a finding; one that stands in another module is not told here."""
        if line is not None:
            (self.must if certain else self.may).add((line, code))

    def accepts(self, line: int, family: str, given: set[str]) -> bool:
        """Report whether these codes of a family are lawful at a line."""
        return given in self.answers(line, family)

    def answers(self, line: int, family: str) -> list[set[str]]:
        """Return the lawful answers, that with the fewest findings first."""
        must = {code for at, code in self.must if at == line and code.startswith(family)}
        may = {code for at, code in self.may if at == line and code.startswith(family)}
        found = []
        for more in subsets(may - must):
            answer = must.union(more)
            order = FIRST_OF.get(family, ())
            first = next((code for code in order if code in answer), None)
            if "CB102" in answer:
                found.append(answer - {"CB101"})
            found.append({first} if first else answer)
        return sorted(found, key=len)

    @property
    def places(self) -> set[tuple[int, str]]:
        """The lines and families of which it speaks."""
        return {(line, code[:3]) for line, code in self.must | self.may}


def subsets(codes: Iterable[str]) -> Iterator[tuple[str, ...]]:
    known = sorted(codes)
    return chain.from_iterable(combinations(known, size) for size in range(len(known) + 1))


@dataclass
class Connection:
    """A connection of one run: who owns the opening expression, how it ended, and what was open beside it."""

    name: str
    target: str
    places: list[Place]
    others: list[Connection]
    handled: int
    at: Origin
    closed_before: frozenset[str] = frozenset()
    level: int = 0
    kept: frozenset[str] = frozenset()
    closed: bool = False
    for_own_use: bool = False
    is_given_away: bool = False

    @property
    def owner(self) -> Place:
        return self.places[min(self.level, len(self.places) - 1)]

    @property
    def expression(self) -> tuple[str, int]:
        """The opening expression."""
        return self.owner[0], self.owner[2]

    @property
    def leading(self) -> set[tuple[str, int]]:
        """The expressions that lead to the opening one."""
        return {(place[0], place[2]) for place in self.places[self.level + 1 :]}

    @property
    def line(self) -> int | None:
        """The innermost line of the linted file that leads there."""
        return line_of(self.places[self.level :])

    @property
    def is_of_instance(self) -> bool:
        """Report whether the making of an instance has opened it, for that to keep."""
        return "object" in self.kept and any(place[1] == "__init__" for place in self.places[self.level :])

    def has_target_of(self, other: Connection) -> bool:
        return self.target == other.target or (self.may_be_anywhere and other.may_be_anywhere)

    @property
    def may_be_anywhere(self) -> bool:
        return "unknown" in self.target

    @property
    def is_doubtful(self) -> bool:
        return self.at.doubtful or self.may_be_anywhere


def line_of(places: list[Place]) -> int | None:
    return next((place[2] for place in places if place[0] == LINTED), None)


def verdict(program: Program, runs: Sequence[Run], uncalled: Sequence[Run] = (), late: Sequence[Run] = ()) -> Verdict:
    """Return what the runs of a program have met.

    ``uncalled`` are those of functions that no other run has called, ``late`` those in which threads run late.
    """
    found = Verdict()
    arms = Arms(ast.parse(program.source))
    calls = Calls()
    for run in runs:
        Reading(run, found, arms, calls, program.generation).read()
    calls.judge(found)
    if uncalled:
        more = verdict(replace(program, entries=program.callables), uncalled)
        found.may |= more.must | more.may
    if late:
        more = verdict(program, late)
        found.may |= more.must | more.may
    return found


class Arms:
    """The arms of the statements of which one runs instead of another."""

    def __init__(self, tree: ast.Module) -> None:
        self.choices: list[list[tuple[int, int]]] = []
        for node in ast.walk(tree):
            if isinstance(node, ast.If):
                self.choices.append([extent(each) for each in (node.body, node.orelse) if each])
            elif isinstance(node, ast.Try):
                blocks = [[*node.body, *node.orelse], *(each.body for each in node.handlers)]
                self.choices.append([extent(each) for each in blocks])

    def exclusive(self, one: list[Place], other: list[Place]) -> bool:
        """Report whether two places of the linted module, in one frame, stand in different arms of a statement."""
        return any(
            self.are_exclusive(here[2], there[2])
            for here in one
            for there in other
            if here[0] == there[0] == LINTED and here[3] == there[3]
        )

    def are_exclusive(self, one: int, other: int) -> bool:
        for arms in self.choices:
            at = [[first <= line <= last for first, last in arms] for line in (one, other)]
            if any(at[0]) and any(at[1]) and at[0] != at[1]:
                return True
        return False


def extent(body: list[ast.stmt]) -> tuple[int, int]:
    return body[0].lineno, max(each.end_lineno or each.lineno for each in body)


@dataclass
class Calls:
    """The openings for own use of functions, and from where these were called, over all runs."""

    openings: dict[tuple[str, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    callers: dict[tuple[str, int], set[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(set))
    looped: set[tuple[str, int]] = field(default_factory=set)
    lasting: set[tuple[str, int]] = field(
        default_factory=set
    )  # expressions whose connection a run has handed on or kept

    def judge(self, found: Verdict) -> None:
        """Allow a finding where several runs together show that a function opens for each call, or does not always."""
        for line, code in list(found.must):
            if code == "CB204" and (LINTED, line) in self.lasting:
                found.must.remove((line, code))
                found.may.add((line, code))
        for function, lines in self.openings.items():
            if len(self.callers[function]) > 1 or function in self.looped:
                for line in lines:
                    found.report(line, "CB204", certain=False)


@dataclass(frozen=True)
class Origin:
    """The process in which something happened, whether it is in doubt, and whether a thread did it."""

    process: str
    doubtful: bool
    in_thread: bool


class Reading:
    """Reads one run."""

    def __init__(self, run: Run, found: Verdict, arms: Arms, calls: Calls, generation: int) -> None:
        self.run = run
        self.found = found
        self.arms = arms
        self.calls = calls
        self.generation = generation
        self.connections: dict[str, Connection] = {}
        self.forks: dict[str, tuple[bool, list[Place], list[str]]] = {}
        self.used: dict[str, dict[str, bool]] = defaultdict(dict)
        self.left: set[str] = set()
        self.ends_well = False
        self.handled = 0
        self.returned: set[tuple[str, str]] = set()  # with the process: after a fork a frame is there twice
        self.closes: dict[str, list[Place]] = {}
        self.closed_by_thread: dict[str, int] = {}
        self.running: list[int] = []  # the threads within one another
        self.closed_by_child: set[tuple[str, str]] = set()
        self.closed_beside: set[str] = set()  # what was closed while a thread had started and not ended
        self.threads: dict[tuple[str, int], tuple[bool, list[Place], set[str]]] = {}
        self.ending: dict[str, list[Connection]] = defaultdict(list)
        self.frames: dict[str, tuple[bool, list[Place]]] = {}

    def read(self) -> None:
        for process, kind, doubtful, in_thread, *facts in self.run.events:
            if kind != "die":
                self.ending[process].clear()
            handle = getattr(self, f"read_{kind}", None)
            if handle is not None:
                handle(Origin(process, doubtful, in_thread), *facts)
        self.judge_forks()
        self.calls.lasting |= {
            each.expression for each in self.connections.values() if self.has_returned(each) and not each.for_own_use
        }
        opened = list(self.connections.values())
        for connection in opened:
            self.judge_second(connection)
            self.judge_own_use(connection)
        for index, later in enumerate(opened):
            for earlier in opened[:index]:
                self.judge_repeated(earlier, later)

    # Events

    def read_open(self, at: Origin, name: str, target: str, places: Any, others: Any, handled: int) -> None:
        beside = [self.connections[each] for each in others]
        closed = frozenset(each.name for each in self.connections.values() if each.closed)
        self.connections[name] = Connection(name, target, places, beside, handled, at, closed)

    def read_call(self, at: Origin, places: list[Place], is_direct: bool) -> None:
        self.frames[places[0][3]] = (is_direct, places)

    def has_returned(self, connection: Connection) -> bool:
        return (process_of(connection), connection.owner[3]) in self.returned

    def read_return(self, at: Origin, serial: str, given: list[str], kept: dict[str, list[str]]) -> None:
        self.returned.add((at.process, serial))
        for connection in self.connections.values():
            if connection.owner[3] != serial or not connection.name.startswith(f"{at.process}:"):
                continue
            keepers = frozenset(kept.get(connection.name, ())) - {"cell"}
            connection.kept |= keepers
            if connection.name in given and not keepers:
                self.calls.lasting.add(connection.expression)
                if connection.level + 1 < len(connection.places):
                    connection.level += 1
                else:
                    connection.is_given_away = True
            elif connection.closed and not keepers:
                connection.for_own_use = True
            else:
                self.ending[at.process].append(connection)

    def read_die(self, at: Origin, name: str) -> None:
        connection = self.connections[name]
        is_ending = any(each is connection for each in self.ending[at.process])
        if at.process == process_of(connection) and "global" not in connection.kept:
            connection.for_own_use |= is_ending or not self.has_returned(connection)

    def read_close(self, at: Origin, name: str, places: list[Place], closed: bool, pending: bool) -> None:
        connection = self.connections[name]
        if pending or name in self.closed_by_thread:
            told = not closed and name.startswith(f"{at.process}:") and not is_behind(places, connection.places)
            users = [start for _, (_, start, names) in self.threads_of(at.process) if name in names]
            told = told and not (users and all(is_behind(places, start) for start in users))
            self.found.report(line_of(places), "CB301", told and not at.doubtful)
        if name.startswith(f"{at.process}:"):
            if at.in_thread and self.running:
                self.closed_by_thread[name] = self.running[-1]
            elif self.running:
                self.closed_beside.add(name)
            connection.closed = True
            self.closes[name] = places
        else:
            self.closed_by_child.add((at.process, name))
            self.note_child_use(at, name, certain=False)

    def read_use(self, at: Origin, name: str, places: list[Place], closed: bool) -> None:
        owner = name.partition(":")[0]
        if owner == at.process:
            if not closed:
                for _, (doubtful, start, names) in self.threads_of(at.process):
                    if name in names:
                        told = not is_behind(start, self.connections[name].places)
                        self.note_sharing(start, told and not (doubtful or at.doubtful or at.in_thread))
            if closed:
                told = not is_behind(places, self.closes[name])
                is_by_thread = (at.process, self.closed_by_thread.get(name)) in self.threads
                self.found.report(line_of(places), "CB302", told and not (is_by_thread or at.doubtful or at.in_thread))
                if is_by_thread or (at.in_thread and name in self.closed_beside):
                    self.note_other_order(at, name)
            return
        if closed and (at.process, name) not in self.closed_by_child:
            child = child_of(owner, at.process)
            self.found.report(line_of(places), "CB302", certain=False)
            self.found.report(line_of(self.forks[child][1]), "CB302", certain=False)
        else:
            self.note_child_use(at, name, certain=not closed)

    def note_other_order(self, at: Origin, name: str) -> None:
        """A connection is used that was closed beside it: in another order it is used, and then closed meanwhile."""
        self.found.report(line_of(self.closes[name]), "CB301", certain=False)
        for _, (_, start, _) in self.threads_of(at.process):
            self.note_sharing(start, certain=False)

    def note_child_use(self, at: Origin, name: str, certain: bool) -> None:
        """A child uses what it inherited, at the fork point at which its line leaves the process that opened it."""
        child = child_of(name.partition(":")[0], at.process)
        if name in self.forks[child][2]:
            used = self.used[child]
            used[name] = used.get(name, False) or (certain and not at.doubtful)

    def read_start_thread(self, at: Origin, number: int, places: list[Place]) -> None:
        self.threads[at.process, number] = (at.doubtful, places, set())
        self.running.append(number)

    def read_end_thread(self, at: Origin, number: int, used: list[str]) -> None:
        """A thread that runs on, and was started while another one that uses the same does so, is a second user."""
        self.running.remove(number)
        doubtful, places, names = self.threads[at.process, number]
        names.update(used)
        for name in used:
            users = [each for each, (_, _, names) in self.threads_of(at.process) if each != number and name in names]
            if users:
                told = not at.in_thread and not is_behind(places, self.connections[name].places)
                told = told and name.startswith(f"{at.process}:")
                self.note_sharing(places, told and not doubtful and min(users) < number)

    def read_join_thread(self, at: Origin, number: int) -> None:
        self.threads.pop((at.process, number), None)

    def threads_of(self, process: str) -> list[tuple[int, tuple[bool, list[Place], set[str]]]]:
        """Return the threads of a process that nobody has joined, by number."""
        return [(number, thread) for (owner, number), thread in self.threads.items() if owner == process]

    def note_sharing(self, places: list[Place], certain: bool) -> None:
        if self.generation == 2:
            self.found.report(line_of(places), "CB502", certain)

    def read_fork(self, at: Origin, child: str, kind: str, places: Any, connections: Any) -> None:
        self.forks[child] = (at.doubtful, places, connections)
        if self.closed_by_thread:
            self.found.report(line_of(places), "CB101", certain=False)
            self.found.report(line_of(places), "CB102", certain=False)

    def read_end(self, at: Origin, how: str, handled: int) -> None:
        if how == "left":
            self.left.add(at.process)
        if at.process == "0":
            self.ends_well = how == "end" and not at.doubtful
            self.handled = handled
        if how.startswith("uncaught"):
            self.found.errors.add(how.split()[1])

    # Judgement

    def judge_forks(self) -> None:
        for child, (doubtful, places, connections) in self.forks.items():
            for name in connections:
                told = not doubtful and not self.is_told_elsewhere(child, places)
                told = told and not is_behind(places, self.connections[name].places)
                certain = self.used[child].get(name)
                if certain is not None:
                    self.found.report(line_of(places), "CB102", told and certain)
                if not certain and child not in self.left:
                    self.found.report(line_of(places), "CB101", told and certain is None)

    @staticmethod
    def is_told_elsewhere(child: str, places: list[Place]) -> bool:
        """Report whether a child that forks again does so in another module."""
        return child.count(".") > 1 and places[0][0] != LINTED

    def judge_second(self, connection: Connection) -> None:
        for other in connection.others:
            if not connection.has_target_of(other) or other.expression == connection.expression:
                continue
            if connection.may_be_anywhere and connection.places[0][:3] != other.places[0][:3]:
                continue
            debatable = (
                connection.is_doubtful
                or is_behind(connection.places[connection.level :], other.places[other.level :])
                or self.arms.exclusive(connection.places, other.places)
                or other.expression in connection.leading
                or (connection.is_of_instance and other.is_of_instance)
                or connection.at.in_thread
                or other.at.in_thread
            )
            self.found.report(connection.line, "CB201", not debatable)

    def judge_own_use(self, connection: Connection) -> None:
        """Note a function that opens for its own use; one that others call does so for each of their calls."""
        module, name, line, serial, first, _ = connection.owner
        if connection.is_given_away or module != LINTED or name in ONCE:
            return
        if not connection.for_own_use and connection.kept:
            return
        if name == self.run.start.rpartition(".")[2]:
            ends_module = any(
                each.closed and (each.owner[1] == "<module>" or "global" in each.kept)
                for each in self.connections.values()
            )
            doubtful = connection.at.doubtful or ends_module or connection.at.process != "0"
            doubtful = doubtful or connection.handled < self.handled
            self.found.report(line, "CB204", connection.for_own_use and self.ends_well and not doubtful)
        self.calls.openings[name, first].add(line)
        is_direct, places = self.frames.get(serial, (False, []))
        for caller in places[1:2] if is_direct else ():
            self.calls.callers[name, first].add((caller[0], caller[2]))
            if caller[5]:
                self.calls.looped.add((name, first))

    def judge_repeated(self, earlier: Connection, later: Connection) -> None:
        """Judge two openings by one expression."""
        if earlier.expression != later.expression or process_of(earlier) != process_of(later):
            return
        same = earlier.has_target_of(later)
        certain = same and earlier.handled == later.handled and not later.is_doubtful
        if same and later.owner[0] == LINTED and is_later_turn(earlier.owner, later.owner):
            self.found.report(later.owner[2], "CB202", certain and not later.kept)
        if same and earlier.is_of_instance and later.is_of_instance and earlier.owner[3] != later.owner[3]:
            if earlier.name not in later.closed_before:
                self.report_instances(earlier, later, certain)
        if earlier.for_own_use and later.for_own_use and earlier.owner[3] != later.owner[3]:
            self.judge_calls(earlier, later, certain)

    def report_instances(self, earlier: Connection, later: Connection, certain: bool) -> None:
        """Report what the making of another instance has opened."""
        here = [place for place in later.places[later.level :] if place[0] == LINTED]
        certain = certain and (later.owner[0] == LINTED or not here or here[0][1] != "__init__")
        certain = certain and not (earlier.at.in_thread or later.at.in_thread)
        certain = certain and not is_behind(later.places[later.level :], earlier.places[earlier.level :])
        self.found.report(later.line, "CB205", certain)
        if not certain:
            self.found.report(line_of([place for place in here if place[1] != "__init__"]), "CB205", certain=False)

    def judge_calls(self, earlier: Connection, later: Connection, certain: bool) -> None:
        """Judge two calls of a function that opens for its own use."""
        if later.owner[0] != LINTED or later.owner[1] in ONCE:
            return
        frames = [self.frames.get(each.owner[3]) for each in (earlier, later)]
        if any(frame is None or len(frame[1]) < 2 for frame in frames):
            return
        (one_direct, one), (other_direct, other) = frames  # type: ignore[misc]
        several = one[1][:3] != other[1][:3] or is_later_turn(one[1], other[1])
        self.found.report(later.owner[2], "CB204", certain and several and one_direct and other_direct)


def is_behind(end: list[Place], begin: list[Place]) -> bool:
    """Report whether a story begins and ends in another module, behind one expression of the linted file."""
    return LINTED not in (end[0][0], begin[0][0]) and line_of(end) == line_of(begin)


def child_of(parent: str, process: str) -> str:
    """Return the child of a process from which another one comes."""
    return ".".join(process.split(".")[: parent.count(".") + 2])


def process_of(connection: Connection) -> str:
    return connection.name.partition(":")[0]


def is_later_turn(earlier: Place, later: Place) -> bool:
    """Report whether a place is met again in a later turn of a loop of its own function."""
    if earlier[3] != later[3]:
        return False
    before = {head: (execution, turn) for head, execution, turn in earlier[5]}
    return any(
        head in before and before[head][0] == execution and before[head][1] < turn for head, execution, turn in later[5]
    )
