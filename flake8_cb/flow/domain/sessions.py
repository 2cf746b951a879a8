"""Sessions: what a script that is drawn anew finds again, and looks for before it opens a connection."""

from __future__ import annotations

from collections.abc import Mapping

from flake8_cb.flow.domain.values import Symbol, Value, qualified_name

#: Objects that last from one run of such a script to the next.
SESSION_OBJECTS = frozenset({"streamlit.session_state"})

#: What is true in the one run that follows a press of it.
BUTTONS = frozenset(
    f"streamlit.{place}{kind}" for place in ("", "sidebar.") for kind in ("button", "form_submit_button")
)


def asks_for_more(facts: Mapping[Value, bool]) -> bool:
    """Report whether a path has found that its session lacks something, or that its user has just pressed a button."""
    return any(
        (is_of_session(condition) and truth is (condition.key[0] == "is none")) or (is_press(condition) and truth)
        for condition, truth in facts.items()
        if isinstance(condition, Symbol)
    )


def is_told_by_session(condition: Value) -> bool:
    """Report whether a condition may decide whether a path asks for more."""
    return is_of_session(condition) or is_press(condition)


def is_of_session(value: object) -> bool:
    """Report whether an unknown value is a session, or comes from one."""
    return isinstance(value, Symbol) and (
        qualified_name(value) in SESSION_OBJECTS or any(map(is_of_session, value.key))
    )


def is_press(value: Value) -> bool:
    """Report whether an unknown value says whether a button was pressed."""
    return isinstance(value, Symbol) and value.key[0] == "call" and qualified_name(value) in BUTTONS
