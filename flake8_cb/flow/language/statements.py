"""Statements: how each kind of statement takes the states of the paths that reach it to those that leave it."""

from __future__ import annotations

import ast
from collections.abc import Callable

from flake8_cb.flow.domain.changes import is_stream
from flake8_cb.flow.domain.counting import MOST_TURNS
from flake8_cb.flow.domain.natures import is_placeholder
from flake8_cb.flow.domain.record import CONTAINERS, is_link
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import NONE, Builtin, Const, Symbol, Value, symbol
from flake8_cb.flow.language.methods import call_method
from flake8_cb.flow.language.patterns import Patterns
from flake8_cb.flow.machine.frames import Arguments, Exits
from flake8_cb.flow.names.filling import filled, is_asked_again, is_kept_elsewhere
from flake8_cb.flow.names.scopes import asked_first, bound_by, reads_of
from flake8_cb.trees import children, kept, walk


class Statements(Patterns):
    """Executes statements."""

    def execute(self, body: list[ast.stmt], states: list[State]) -> list[State]:
        """Execute the statements one after the other; other ways out are added to `Machine.exits`."""
        imported = self.frame.function is None and self.frame.lead is not None
        # What a module without any name that leads on is good for, its importer alone knows.
        whole = self.frame.forced or (imported and not self.frame.module.relevance.concerned)
        for statement in body:
            if not states:
                return []
            if not (whole or self.frame.module.relevance.is_relevant(statement)):
                states = [state for state in states if self.pass_over(statement, state)]
                continue
            method: Callable[[ast.stmt, State], list[State]] | None = getattr(
                self, f"execute_{type(statement).__name__}", None
            )
            if method is None:
                continue
            following: list[State] = []
            for state in states:
                if following and self.is_narrow():
                    self.leave_out(state)
                    continue
                self.step()
                following += method(statement, state)
            for state in following:
                self.collect(state)
            states = self.thin(following)
        return states

    def pass_over(self, statement: ast.stmt, state: State) -> bool:
        """A statement that cannot concern a connection: what it binds is not known after it, if it is no constant.

        Return whether the path goes on: to ask None for something is an error.
        """
        if self.is_none_here(asked_first(statement), state):
            self.throw(state, Builtin("AttributeError"))
            return False
        constant = constant_of(statement)
        for name in bound_by(statement):
            value = constant or Symbol("passed over", statement, name, *self.here())
            state.put(self.scope_of(name, state), name, value)
        self.fail_in(statement, state)
        return True

    def is_none_here(self, name: str, state: State) -> bool:
        """Report whether a variable of the function that runs is None, and no other function can have changed it."""
        scope = state.heap[self.frame.scope]
        return scope.kind == "function" and scope.exact and scope.slots.get(name) == NONE

    def execute_Expr(self, node: ast.Expr, state: State) -> list[State]:
        found = []
        for after, value in self.evaluate(node.value, state):
            after.dirty |= is_link(value, None)
            found.append(after)
        return found

    def execute_Assign(self, node: ast.Assign, state: State) -> list[State]:
        found = []
        for after, value in self.evaluate(node.value, state):
            states = [after]
            with self.holding([value]):
                for target in node.targets:
                    states = [each for before in states for each in self.assign(target, value, before)]
            found += states
        return found

    def execute_AnnAssign(self, node: ast.AnnAssign, state: State) -> list[State]:
        if node.value is None:
            return [state]
        found = []
        for after, value in self.evaluate(node.value, state):
            if isinstance(value, Symbol) and after.record(value) is None and not is_placeholder(value):
                self.type_symbol(value, node.annotation, node, after)
            with self.holding([value]):
                found += self.assign(node.target, value, after)
        return found

    def execute_AugAssign(self, node: ast.AugAssign, state: State) -> list[State]:
        load: ast.expr = node.target
        found = []
        binary = ast.copy_location(ast.BinOp(load, node.op, node.value), node)
        for after, value in self.evaluate(load, state):
            for ready, more in self.evaluate(node.value, after):
                record = ready.record(value)
                if record is not None and record.kind == "list" and isinstance(node.op, ast.Add):
                    items = self.items(more, ready)
                    if items is None:
                        ready.edit(value).exact = False
                    elif (added := ready.record(more)) is not None and added.grown:
                        ready.edit(value).grown = True
                    for item in items or ():
                        ready.put(value, ready.heap[value].next_place(), item)
                        self.pool(ready, value, item)
                    found.append(ready)
                    continue
                if record is not None and record.kind in ("dict", "set") and isinstance(node.op, ast.BitOr):
                    found += [
                        each for each, _ in call_method(self, "dict.update", value, Arguments((more,)), node, ready)
                    ]
                    continue
                with self.holding([value, more]):
                    found += self.assign(node.target, self.combine(binary, value, more, ready), ready)
        return found

    def execute_Delete(self, node: ast.Delete, state: State) -> list[State]:
        states = [state]
        for target in node.targets:
            states = [after for before in states for after in self.delete(target, before)]
        return states

    def execute_Assert(self, node: ast.Assert, state: State) -> list[State]:
        return [after for after, truth in self.branch(node.test, state) if truth]

    def execute_Return(self, node: ast.Return, state: State) -> list[State]:
        if node.value is None:
            self.exits.returned.append((state, NONE))
        else:
            self.exits.returned += self.evaluate(node.value, state)
        return []

    def execute_Break(self, node: ast.Break, state: State) -> list[State]:
        self.exits.broke.append(state)
        return []

    def execute_Continue(self, node: ast.Continue, state: State) -> list[State]:
        self.exits.continued.append(state)
        return []

    def execute_Raise(self, node: ast.Raise, state: State) -> list[State]:
        if node.exc is None:
            here = next((each for each in self.handling[-1:] if each.depth == self.frame.depth), None)
            known = here.exception if here is not None else None
            self.throw(state, Symbol("raised again") if known is None else known)
            return []
        for after, value in self.evaluate(node.exc, state):
            self.throw(after, value)
        return []

    def execute_If(self, node: ast.If, state: State) -> list[State]:
        found: list[State] = []
        statement: ast.stmt = node
        waiting = [state]
        # A chain of elif is nested in the tree: it is taken without recursion.
        while isinstance(statement, ast.If):
            held: list[State] = []
            failed: list[State] = []
            for each in waiting:
                for after, truth in self.branch(statement.test, each):
                    (held if truth else failed).append(after)
            self.step()
            ended = self.execute(statement.body, self.thin(held))
            found += [done for each in ended for done in self.filled(statement, each)]
            waiting = self.thin(failed)
            if len(statement.orelse) == 1 and isinstance(statement.orelse[0], ast.If):
                statement = statement.orelse[0]
            else:
                return found + self.execute(statement.orelse, waiting)
        return found

    def filled(self, statement: ast.If, state: State) -> list[State]:
        """Take what a guard has put where it found nothing for something: its test holds no more."""
        missing = filled(statement)
        if missing is None or is_asked_again(statement, self.frame.function or self.frame.module.tree):
            return [state]
        if isinstance(missing, ast.Name) and not is_kept_elsewhere(statement):
            if self.scope_of(missing.id, state) == self.frame.scope:
                return [state]  # nobody asks for it after this call
        decided = self.branch(statement.test, state)
        return [after for after, truth in decided if not truth] or [after for after, _ in decided]

    def execute_Match(self, node: ast.Match, state: State) -> list[State]:
        found: list[State] = []
        for before, subject in self.evaluate(node.subject, state):
            self.read_data(subject)
            waiting = [before]
            for case in node.cases:
                taken: list[State] = []
                passed: list[State] = []
                for each in waiting:
                    outcome = self.matches(case.pattern, subject, each)
                    if outcome is not True:
                        other = each.copy()
                        if isinstance(outcome, Symbol):
                            other.facts[outcome] = False
                        passed.append(other)
                    if outcome is False:
                        continue
                    if isinstance(outcome, Symbol):
                        each.facts[outcome] = True
                    self.bind_pattern(case.pattern, subject, each)
                    if case.guard is None:
                        taken.append(each)
                    else:
                        for after, truth in self.branch(case.guard, each):
                            (taken if truth else passed).append(after)
                found += self.execute(case.body, self.thin(taken))
                waiting = self.thin(passed)
            found += waiting
        return found

    def execute_For(self, node: ast.For | ast.AsyncFor, state: State) -> list[State]:
        outer = self.exits
        inner = Exits(raised=outer.raised)

        def body(before: State) -> list[State]:
            # The loop may stand in the middle of a generator whose values it takes: its ways out are its own.
            inner.continued = []
            with self.leaving_by(inner):
                ended = self.execute(node.body, [before])
            return ended + inner.continued

        ended: list[State] = []
        broken_off: list[State] = []
        for before, iterable in self.evaluate(node.iter, state):
            unknown = isinstance(iterable, Symbol) and before.record(iterable) is None
            if is_stream(iterable):
                before.changes[iterable] = symbol(node, "stream", iterable, node, before.changes.get(iterable))
            if unknown and self.is_quiet(node, before):
                if self.pass_over_loop(node, before):
                    for bound in self.assign(node.target, symbol(node, "item", iterable, 0), before.copy()):
                        body(bound)
                    inner.broke = []
                broken_off += [before.copy()] if node.orelse and breaks_off(node) else []
                ended.append(before)
            else:
                ended += self.loop_over(iterable, node.target, body, node, before)
        for each in ended if node in self.cut else ():
            self.forget_data(node, each)
        outer.returned += inner.returned
        found = self.execute(node.orelse, ended) if node.orelse else ended
        for each in inner.broke:
            self.forget_turns(each, node)
        return self.thin(found + inner.broke + broken_off)

    execute_AsyncFor = execute_For

    def pass_over_loop(self, node: ast.For | ast.AsyncFor | ast.While, state: State) -> bool:
        """Take all turns of a quiet loop at once; report whether it has to be entered as well, as it may be left."""
        self.step()
        self.pass_over(node, state)
        self.forget_contents(reads_of(node), node, state)
        return reads_of(node).leaves

    def execute_While(self, node: ast.While, state: State) -> list[State]:
        outer = self.exits
        inner = Exits(raised=outer.raised)
        if not isinstance(node.test, ast.Constant) and self.is_quiet(node, state):
            if self.pass_over_loop(node, state):
                with self.leaving_by(inner):
                    self.execute(node.body, [state.copy()])
                outer.returned += inner.returned
            broken_off = [state.copy()] if node.orelse and breaks_off(node) else []
            return self.thin(self.execute(node.orelse, [state]) + broken_off)
        heads = [state]
        seen: list[State] = []
        left: list[State] = []
        frame = self.frame
        entry = state.copy()
        with self.leaving_by(inner):
            for turn in range(MOST_TURNS + 1):
                self.step()
                last = turn == MOST_TURNS
                frame.loops.append((node, turn))
                entering: list[State] = []
                for head in heads:
                    if turn >= MOST_TURNS - 1:
                        self.widen(head, entry, turn, node)
                    for after, truth in self.branch(node.test, head):
                        (entering if truth else left).append(after)
                if last or not entering:
                    frame.loops.pop()
                    left += self.leave_unfinished(node, entry, entering) if not (left or inner.broke) else []
                    break
                inner.continued = []
                heads = self.execute(node.body, self.thin(entering)) + inner.continued
                frame.loops.pop()
                known = heads
                heads = self.thin([head for head in heads if not any(head == other for other in seen)])
                seen += [head.copy() for head in heads]
                if not heads:
                    left += self.leave_unfinished(node, entry, known) if not (left or inner.broke) else []
                    break
        outer.returned += inner.returned
        found = self.execute(node.orelse, self.thin(left)) if node.orelse else left
        for each in [*found, *inner.broke]:
            self.forget_turns(each, node)
        return found + inner.broke

    def leave_unfinished(self, node: ast.While, entry: State, states: list[State]) -> list[State]:
        """Return the states behind a loop that nothing leaves in the turns that are followed.

        It ends where its turns change a collection that is asked for: when that is empty. Otherwise it never does, and
        what is open stays so.
        """
        asked = [each for each in walk(node.test) if isinstance(each, (ast.Name, ast.Attribute))]
        behind = []
        for state in states:
            found = {value for each in asked for value in [self.kept_under(each, state)] if value is not None}
            emptied = [
                value
                for value in found
                if state.heap[value].kind in CONTAINERS
                and (value not in entry.heap or entry.heap[value].slots != state.heap[value].slots)
            ]
            for value in emptied:
                for name in list(state.heap[value].slots):
                    state.drop(value, name)
            if emptied:
                behind.append(state)
            else:
                self.interrupt(state)
        return behind

    def kept_under(self, node: ast.AST, state: State) -> Value | None:
        """Return the object that stands under a name, or is an attribute of one."""
        value: Value | None = None
        if isinstance(node, ast.Name):
            value = self.look_up(node.id, state)
        elif isinstance(node, ast.Attribute) and (base := self.kept_under(node.value, state)) is not None:
            value = state.heap[base].slots.get(node.attr)
        return value if value is not None and value in state.heap else None


def constant_of(statement: ast.stmt) -> Const | None:
    """Return the constant that an assignment gives to names, or None if it is no such."""
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    else:
        return None
    if isinstance(statement.value, ast.Constant) and all(isinstance(each, ast.Name) for each in targets):
        return Const.of(statement.value.value)
    return None


@kept
def breaks_off(loop: ast.AST) -> bool:
    """Report whether a ``break`` leaves a loop, and with it the ``else`` of that."""
    todo: list[ast.AST] = [*loop.body] if isinstance(loop, (ast.For, ast.AsyncFor, ast.While)) else []
    for each in todo:  # it grows meanwhile
        if isinstance(each, ast.Break):
            return True
        if isinstance(each, (ast.For, ast.AsyncFor, ast.While)):
            todo += each.orelse
        elif not isinstance(each, ast.expr):
            todo += children(each)
    return False
