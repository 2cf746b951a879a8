"""Make a disagreement small: take statements away as long as it stays the same.

A test that fails is shrunk by hypothesis; a long run goes on after a disagreement, and is shrunk here.
"""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from oracle.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: So many smaller programs are tried at most.
MOST_TRIALS = 400


def reduced(program: Program, fails: Callable[[Program], bool]) -> Program:
    """Return the smallest program that was found for which ``fails`` holds, as it does for the given one."""
    trials = 0
    is_smaller = True
    while is_smaller:
        is_smaller = False
        for candidate in smaller(program):
            trials += 1
            if trials > MOST_TRIALS:
                return program
            if fails(candidate):
                program, is_smaller = candidate, True
                break
    return program


def smaller(program: Program) -> Iterator[Program]:
    """Yield programs with one statement less, larger statements first."""
    for name, source in program.modules.items():
        tree = ast.parse(source)
        blocks = [
            (node, key)
            for node in ast.walk(tree)
            for key in ("body", "orelse", "finalbody", "handlers")
            if isinstance(getattr(node, key, None), list) and not isinstance(node, ast.Lambda)
        ]
        for node, key in blocks:
            block = getattr(node, key)
            for index in range(len(block)):
                for put in ([], getattr(block[index], "body", None)):
                    if put is None or (block[index : index + 1] == put) or isinstance(block[index], ast.Pass):
                        continue
                    if put and isinstance(block[index], (ast.FunctionDef, ast.ClassDef, ast.ExceptHandler)):
                        continue
                    changed = [*block[:index], *put, *block[index + 1 :]]
                    setattr(node, key, changed or ([ast.Pass()] if key == "body" else []))
                    text = written(tree)
                    setattr(node, key, block)
                    if text:
                        yield with_module(program, name, text)


def written(tree: ast.Module) -> str:
    """Return the text of a tree, or "" if it is none."""
    try:
        text = ast.unparse(tree) + "\n"
        compile(text, "", "exec")
    except (SyntaxError, ValueError):
        return ""
    return text if is_whole(tree) else ""


def with_module(program: Program, name: str, text: str) -> Program:
    return Program.of(program.generation, {**program.modules, name: text})


def is_whole(tree: ast.Module) -> bool:
    """Report whether every name that a module reads is given somewhere."""
    read, given = set(), set(dir(builtins))
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                read.add(name)
            case ast.Name(id=name) | ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                given.add(name)
            case ast.alias(name=name, asname=other):
                given.add(other or name)
    return read <= given
