"""Parameters: what a call gives for each of them."""

from __future__ import annotations

import ast

from flake8_cb.flow.domain.values import Const, Function, Symbol, Tuple, Value, symbol
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.frozen import frozen


@frozen
class Binding:
    """What the parameters of a function are given by the call at ``node``.

    ``turn`` tells that evaluation of the call from others.
    """

    function: Function
    arguments: Arguments
    node: ast.AST
    turn: tuple[object, ...]

    def named(self) -> tuple[dict[str, Value], list[tuple[str, Value]]]:
        """Return the values of all parameters but ``**kwargs``, by their names, and what is left for that."""
        arguments, spec = self.arguments, self.function.node.args
        positional = [argument.arg for argument in (*spec.posonlyargs, *spec.args)]
        keywords = [argument.arg for argument in spec.kwonlyargs]
        given = dict(self.function.defaults)
        if not arguments.exact:  # what is starred may stand for any of them
            given = {name: Symbol("starred", self.node, name, *self.turn) for name in given}
        given.update(zip(positional, arguments.positional, strict=False))
        taken = {*positional, *keywords}
        given.update((name, value) for name, value in arguments.keywords if name in taken)
        places = [*enumerate(positional), *((None, name) for name in keywords)]
        given.update((name, self.hidden(name, place)) for place, name in places if name not in given)
        if spec.vararg:
            given[spec.vararg.arg] = self.further(spec.vararg.arg, len(positional))
        return given, [(name, value) for name, value in arguments.keywords if name not in taken]

    def hidden(self, name: str, place: int | None = None) -> Value:
        """Return what a starred argument gives for a parameter: what stands in it, if there is only one such.

        ``place`` is that of the parameter, None for one that has to be named.
        """
        arguments = self.arguments
        if not (arguments.hidden or arguments.mappings):
            return Symbol("parameter", self.function.node, name)
        first = len(arguments.positional)
        if len(arguments.mappings) == 1 and not (arguments.hidden and place is not None):
            return symbol(self.node, "item", arguments.mappings[0], Const.of(name))
        if len(arguments.hidden) == 1 and not arguments.mappings and place is not None and place >= first:
            return symbol(self.node, "item", arguments.hidden[0], Const.of(place - first))
        return Symbol("starred", self.node, name, *self.turn)

    def further(self, name: str, count: int) -> Value:
        """Return what ``*args`` takes: the arguments after so many that parameters with a name take."""
        arguments = self.arguments
        if arguments.exact or (arguments.mappings and not arguments.hidden):
            return Tuple(arguments.positional[count:])
        if not arguments.hidden:
            return Symbol("parameter", self.function.node, name)
        if len(arguments.hidden) == 1 and len(arguments.positional) == count:
            return arguments.hidden[0]
        return Symbol("starred", self.node, name, *self.turn)
