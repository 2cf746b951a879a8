"""The rules: one module each, with its documentation and its check over events."""

from flake8_cb.rules import cb101, cb102, cb103, cb104, cb201, cb202, cb203, cb204, cb205, cb301, cb302, cb304, cb502
from flake8_cb.rules.rule import Rule

#: All rules, in the order of their codes.
RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (cb101, cb102, cb103, cb104, cb201, cb202, cb203, cb204, cb205, cb301, cb302, cb304, cb502)
)

__all__ = ["RULES", "Rule"]
