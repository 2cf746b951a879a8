"""The programs as tests of mutants: every fixture and every project once, as it stands.

Its name keeps this module out of the test suite, which lints the same programs in more forms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stories import problems_of_steps
from test_fixtures import PATHS, differences, name_of
from test_golden import findings_of, golden, told
from test_golden import test_findings_of_projects_are_told_as_before as test_project_as_before  # noqa: F401
from test_golden_work import golden as work
from test_golden_work import test_the_same_is_done_with_a_project as test_project_as_was_done  # noqa: F401
from test_golden_work import work_for
from test_projects import test_findings as test_project  # noqa: F401

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_fixture(path: Path) -> None:
    findings = findings_of(path)
    assert differences(path, path.read_text(encoding="utf-8"), findings, "unmodified") == []
    assert [problem for finding in findings for problem in problems_of_steps(finding)] == []
    assert told(findings) == golden().get(name_of(path), "")
    assert work_for(path) == work()[name_of(path)]
