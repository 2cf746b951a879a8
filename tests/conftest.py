"""What pytest is told for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: For those who look for more than the few programs of a usual run.
settings.register_profile("long", max_examples=10_000, deadline=None)


@pytest.fixture(scope="session", autouse=True)
def _no_results_of_others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let the runs of flake8 keep what they find where no other session sees it."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the tests."""
    parser.addoption(
        "--small-world",
        choices=("sample", "whole"),
        default="sample",
        help="lint a fixed sample of the small programs, or every one of them (slow)",
    )
