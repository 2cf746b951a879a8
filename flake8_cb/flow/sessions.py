"""Sessions: what a script that is drawn anew finds again, and looks for before it opens a connection."""

from __future__ import annotations

from collections.abc import Mapping

from flake8_cb.flow.values import Symbol, Value, qualified_name

#: Objects that last from one run of such a script to the next.
SESSION_OBJECTS = frozenset({"streamlit.session_state"})


def missed_in_session(facts: Mapping[Value, bool]) -> frozenset[Symbol]:
    """Return the conditions by which a path found that a session lacks something."""
    return frozenset(
        condition
        for condition, truth in facts.items()
        if isinstance(condition, Symbol) and truth is (condition.key[0] == "is none") and is_of_session(condition)
    )


def is_of_session(value: object) -> bool:
    """Report whether an unknown value is a session, or comes from one."""
    return isinstance(value, Symbol) and (
        qualified_name(value) in SESSION_OBJECTS or any(map(is_of_session, value.key))
    )
