"""Frozen dataclasses that cost little: nothing about them is checked while the linter runs.

That nobody changes their fields is checked by the type checker alone. A class then takes half the time to be made, of
which the linter has many and each run makes all anew, and an instance a third.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_):
        return lambda decorator: decorator


_Instance = TypeVar("_Instance")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_Instance]) -> type[_Instance]:
    """Make a class a dataclass whose instances nobody changes; equal fields make them equal."""
    return dataclass(unsafe_hash="__hash__" not in cls.__dict__, repr=False)(cls)


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def unique(cls: type[_Instance]) -> type[_Instance]:
    """Make a class a dataclass whose instances nobody changes; each is equal to itself alone."""
    return dataclass(eq=False, repr=False)(cls)
