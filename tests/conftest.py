"""What pytest is told for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

#: For those who look for more than the few programs of a usual run.
settings.register_profile("long", max_examples=10_000, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the tests."""
    parser.addoption(
        "--small-world",
        choices=("sample", "whole"),
        default="sample",
        help="lint a fixed sample of the small programs, or every one of them (slow)",
    )
