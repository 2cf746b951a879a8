"""What is kept between the files of a run costs nothing while other plugins work."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_cb.project import memory


def test_what_is_kept_is_set_apart_whenever_the_files_have_doubled(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: 0)
    for files in range(1, 200):
        monkeypatch.setattr(gc, "freeze", lambda files=files: frozen.append(files))
        memory.set_apart(files)
    assert frozen == [16, 32, 64, 128]


@pytest.mark.parametrize(("files", "is_set_apart"), [(15, False), (16, True)])
def test_a_run_sets_apart_what_many_files_leave(tmp_path: Path, files: int, is_set_apart: bool) -> None:
    for number in range(files):
        (tmp_path / f"m{number}.py").write_text("import requests\n")
    code = "import gc, sys; from flake8.main.cli import main; main(sys.argv[1:]); print(gc.get_freeze_count())"
    run = subprocess.run(
        [sys.executable, "-c", code, "--isolated", "-j1", "--select=CB", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (int(run.stdout) > 0) == is_set_apart
