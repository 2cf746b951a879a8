"""The rules: one module each, with its documentation and its check over events."""

from flake8_cb.rules import (
    cb101,
    cb102,
    cb103,
    cb104,
    cb201,
    cb202,
    cb203,
    cb204,
    cb205,
    cb301,
    cb302,
    cb303,
    cb304,
    cb401,
    cb402,
    cb403,
    cb404,
    cb405,
    cb501,
    cb502,
    cb503,
    cb504,
    cb901,
    cb902,
    cb903,
)
from flake8_cb.rules.rule import Rule

_MODULES = (
    cb101, cb102, cb103, cb104, cb201, cb202, cb203, cb204, cb205, cb301, cb302, cb303, cb304, cb401, cb402, cb403,
    cb404, cb405, cb501, cb502, cb503, cb504, cb901, cb902, cb903,
)  # fmt: skip

#: All rules, in the order of their codes.
RULES: tuple[Rule, ...] = tuple(module.RULE for module in _MODULES)

__all__ = ["RULES", "Rule"]
