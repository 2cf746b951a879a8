"""Connections are sown into programs that know nothing of the SDK, so that the engine has to execute them."""

from __future__ import annotations

import ast
import random

HEAD = """\
import functools, os
from contextlib import ExitStack, closing
from multiprocessing import Pool, Process
from threading import Thread
from couchbase.bucket import Bucket
from couchbase.cluster import Cluster
connection = Bucket("couchbase://h/b")
"""

OPENINGS = (
    "connection",
    'Bucket("couchbase://h/b")',
    'Bucket("couchbase://h/c")',
    'Cluster("couchbase://h").open_bucket("b")',
    'Cluster("couchbase://h").bucket("b").default_collection()',
)

#: What is put between the statements; {name} and {function} are names of the file.
STATEMENTS = (
    "{name} = Bucket('couchbase://h/b')",
    "connection.get({name})",
    "connection._close()",
    "{name}._close()",
    "{name}.{name} = connection",
    "{name}[{name}] = connection",
    "{name} = ({name}, {name})",
    "{name} = {function}({name})",
    "{name} += [connection]",
    "{name} = lambda {name}: connection.get({name})",
    "{name} = [{name} for {name} in connection.n1ql_query('q')]",
    "{name}: Bucket = {name}",
    "functools.partial({function}, connection)({name})",
    "setattr({name}, 'x', connection)",
    "{function}({function}({name}), *{name}, **{name})",
    "Process(target={function}, args=({name},)).start()",
    "Thread(target={function}, args=({name},)).start()",
    "Pool(3).map({function}, {name})",
    "os.fork()",
    "if os.fork() == 0:\n    connection.get('x')",
    "global connection",
    "raise {name}",
    "with connection.pipeline():\n    connection.upsert('a', {name})",
    "with closing(connection) as {name}:\n    pass",
    "with ExitStack() as {name}:\n    {name}.enter_context({function}({name}))\n    {name}.callback(connection._close)",
    "for {name} in {name}:\n    {name} = Bucket('couchbase://h/b')",
    "while {name}:\n    connection = Bucket('couchbase://h/b')\n    if {name}: break",
    "try:\n    {name} = connection.get(1)\nexcept ValueError as {name}:\n    raise\nfinally:\n    connection._close()",
    "match {name}:\n    case {{'a': {name}, **rest}} if connection: connection._close()\n    case [*{name}]: pass",
    "class {name}(Bucket, {function}):\n    def __init__(self, *a):\n        super().__init__(*a); self.x = connection",
    "@{function}\ndef {name}(x={name}, *, y=connection, **k):\n    return x(y)",
)  # fmt: skip


class Sower(ast.NodeTransformer):
    """Replaces some calls and names by connections, and puts statements between others."""

    def __init__(self, tree: ast.Module, chance: random.Random) -> None:
        self.chance = chance
        nodes = list(ast.walk(tree))
        self.names = sorted({node.id for node in nodes if isinstance(node, ast.Name)} | {"connection"})
        self.functions = sorted({node.name for node in nodes if isinstance(node, ast.FunctionDef)} | {"print"})

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if self.chance.random() < 0.1:
            return ast.parse(self.chance.choice(OPENINGS), mode="eval").body
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return node  # the quotes in it are a problem of `ast.unparse` before 3.12

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        if isinstance(node, (ast.Module, ast.ClassDef)):
            return node  # a name that is not bound there would end the run before it has begun
        for field in ("body", "orelse", "finalbody"):
            body = getattr(node, field, None)
            if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
                setattr(node, field, [each for statement in body for each in (statement, *self.sown())])
        return node

    def sown(self) -> list[ast.stmt]:
        if self.chance.random() > 0.05:
            return []
        text = self.chance.choice(STATEMENTS)
        return ast.parse(
            text.format(name=self.chance.choice(self.names), function=self.chance.choice(self.functions))
        ).body


def sown(source: str, seed: str) -> str:
    """Return a program with connections in it; the same for the same seed in every process."""
    tree = ast.parse(source)
    tree = Sower(tree, random.Random(seed)).visit(tree)
    # What must stand first in a file is in the way of the head.
    tree.body = [each for each in tree.body if not (isinstance(each, ast.ImportFrom) and each.module == "__future__")]
    return HEAD + ast.unparse(ast.fix_missing_locations(tree)) + "\n"
