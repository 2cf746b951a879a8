"""Filling: guards that compute what they do not find, and keep it for the next time.

What they have put there is not missing any more, whatever is known of it otherwise: that is what the guard is for.
"""

from __future__ import annotations

import ast

from flake8_cb.flow.scopes import dotted
from flake8_cb.trees import kept, walk

#: What can be asked for once more without a call.
PLAIN = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.expr_context)


@kept
def filled(statement: ast.If) -> ast.expr | None:
    """Return what the test of a statement finds missing and its body puts in place; None if it is no such.

    It is compared with None or with a marker, or asked for its truth.
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
        return test.left if isinstance(marker, ast.Constant) or dotted(marker) else None
    return None


def assignments(statement: ast.If) -> list[ast.Assign]:
    """Return the assignments in the body of a statement."""
    return [node for each in statement.body for node in walk(each) if isinstance(node, ast.Assign)]
