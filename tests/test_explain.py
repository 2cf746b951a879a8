"""The pages that ``python -m flake8_cb explain`` prints."""

from __future__ import annotations

import subprocess
import sys

import pytest

from flake8_cb.__main__ import main
from flake8_cb.rules import RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_page_says_all(rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule.code]) == 0
    # What is code in the midst of prose is marked.
    printed = " ".join(capsys.readouterr().out.replace("`", "").split())
    texts = (rule.code, rule.name, rule.title, rule.what, rule.why, rule.bad, rule.good, rule.silent, rule.limits)
    for text in (*texts, *rule.options, f"# noqa: {rule.code}"):
        assert text.strip()
        assert " ".join(text.replace("`", "").split()) in printed


def test_lower_case_is_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "cb101"]) == 0
    assert capsys.readouterr().out.startswith("# CB101 open-across-fork\n")


def test_near_codes_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "CB110"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "CB101" in printed.err


def test_without_a_near_code_all_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "something else"]) == 2
    printed = capsys.readouterr().err
    assert all(rule.code in printed for rule in RULES)


def test_without_arguments_the_usage_is_printed() -> None:
    done = subprocess.run([sys.executable, "-m", "flake8_cb"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: python -m flake8_cb")
    assert "Traceback" not in done.stderr
