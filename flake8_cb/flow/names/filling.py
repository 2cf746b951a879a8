"""Filling: guards that compute what they do not find, and keep it for the next time.

What they have put there is not missing any more, whatever is known of it otherwise: that is what the guard is for.
"""

from __future__ import annotations

import ast

from flake8_cb.flow.names.scopes import dotted
from flake8_cb.trees import kept, walk

#: What can be asked for once more without a call.
PLAIN = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.expr_context)


@kept
def filled(statement: ast.If) -> ast.expr | None:
    """Return what the test of a statement finds missing and its body puts in place; None if it is no such.

    It is compared with None or with a marker of its own, or asked for its truth.
    """
    missing = missing_by(statement.test)
    if missing is None or not all(isinstance(each, PLAIN) for each in walk(missing)):
        return None
    name = ast.unparse(missing)
    targets = (target for each in assignments(statement) for target in each.targets)
    return missing if any(ast.unparse(each) == name for each in targets) else None


@kept
def is_kept_elsewhere(statement: ast.If) -> bool:
    """Report whether what the body puts under the name that the test asks for is kept in something else, too."""
    missing = missing_by(statement.test)
    name = missing.id if isinstance(missing, ast.Name) else ""
    for each in assignments(statement):
        names = [node.id for node in (*each.targets, each.value) if isinstance(node, ast.Name)]
        if name in names and not all(isinstance(target, ast.Name) for target in each.targets):
            return True
    return False


def missing_by(test: ast.expr) -> ast.expr | None:
    """Return what a test finds missing if it holds."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Is, ast.Eq)):
        marker = test.comparators[0]
        is_none = isinstance(marker, ast.Constant) and marker.value is None
        return test.left if is_none or (dotted(marker) and isinstance(test.ops[0], ast.Is)) else None
    return None


def is_asked_again(statement: ast.If, function: ast.AST) -> bool:
    """Report whether the code around a guard asks for the same once more: what it has put there may be missing, too."""
    missing = missing_by(statement.test)
    name = ast.unparse(missing) if missing is not None else ""
    tests = tests_in(function).get(name, [])
    within = {id(each) for each in walk(statement)}
    return any(id(each) not in within and statement not in walk(each) for each in tests)


@kept
def tests_in(function: ast.AST) -> dict[str, list[ast.AST]]:
    """Return the conditions in code that find something missing, or find that it is not, by what that is."""
    found: dict[str, list[ast.AST]] = {}
    for node in walk(function):
        if isinstance(node, (ast.If, ast.IfExp, ast.While)):
            test = node.test
            missing = missing_by(test)
            if isinstance(test, ast.Compare) and isinstance(test.ops[0], (ast.IsNot, ast.NotEq)):
                missing = test.left
            asked = missing if missing is not None else test
            found.setdefault(ast.unparse(asked), []).append(node)
    return found


def assignments(statement: ast.If) -> list[ast.Assign]:
    """Return the assignments in the body of a statement."""
    return [node for each in statement.body for node in walk(each) if isinstance(node, ast.Assign)]
