"""The tests that mutmut runs on each mutant: every fixture and every project once, as it stands.

Its name keeps this module out of the test suite, which lints the same programs in more forms.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from expectations import settings
from test_fixtures import PATHS, differences, name_of
from test_projects import test_findings as test_project  # noqa: F401

from flake8_cb.rules.lint import lint

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_fixture(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert differences(path, source, lint(ast.parse(source), settings(source)), "unmodified") == []
