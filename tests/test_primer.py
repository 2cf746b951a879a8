"""The primer's comparison, on a small package that the test writes; the real run is a command (docs/proofs.md)."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
import run_primer
from registry import files_in, unpack
from run_primer import DATA, UNJUDGED, Finding, Place, lint, read_findings, read_table, report, updated, write_findings

if TYPE_CHECKING:
    from pathlib import Path

FORKS = """from multiprocessing import Process
from couchbase.bucket import Bucket
bucket = Bucket('couchbase://host/shop', username='u', password=secret)
Process(target=print).start()
Bucket('couchbase://host/shop', username='u', password=secret).get('a')
"""

OLD = Place("shop-1.0", "gone.py", 7, 1, "CB202")
SAME = Place("shop-1.0", "job.py", 4, 1, "CB101")
NEW = Place("shop-1.0", "job.py", 5, 1, "CB201")

STORED = {OLD: Finding("a loop", "wrong", "another bucket each time"), SAME: Finding("a fork", "right", "it hangs")}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> run_primer.Findings:
    folder = tmp_path_factory.mktemp("shop")
    folder.joinpath("job.py").write_text(FORKS)
    return lint("shop-1.0", folder)


def test_lint(found: run_primer.Findings) -> None:
    assert [*found] == [SAME, NEW]
    assert found[SAME].verdict == UNJUDGED
    assert "Process.start()" in found[SAME].message


def test_report(found: run_primer.Findings) -> None:
    added, removed = report(STORED, found)
    assert added == f"ADDED    shop-1.0 job.py:5:1 CB201 {found[NEW].message}"
    assert removed == "REMOVED  shop-1.0 gone.py:7:1 CB202 a loop (wrong: another bucket each time)"


def test_update_keeps_verdicts(found: run_primer.Findings, tmp_path: Path) -> None:
    stored = updated(STORED, found)
    file = tmp_path / "findings.tsv"
    write_findings(file, stored)
    assert read_findings(file) == stored
    assert stored[SAME] == Finding(found[SAME].message, "right", "it hangs")
    assert report(stored, found) == [f"UNJUDGED {NEW} {found[NEW].message}"]
    assert report({**stored, NEW: Finding("", "right", "two at once")}, found) == []


@pytest.mark.parametrize(("verdict", "reason"), [("fine", "who knows"), ("right", "")])
def test_verdicts_have_reasons(verdict: str, reason: str, tmp_path: Path) -> None:
    write_findings(tmp_path / "findings.tsv", {SAME: Finding("a fork", verdict, reason)})
    with pytest.raises(ValueError, match="with a reason"):
        read_findings(tmp_path / "findings.tsv")


def test_what_is_stored() -> None:
    packages = read_table(DATA / "packages.tsv")
    findings = read_findings(DATA / "findings.tsv")
    assert findings
    assert {place.package for place in findings} <= {row["package"] for row in packages}
    assert all(re.fullmatch(r"[0-9a-f]{64}", row["sha256"]) for row in packages)
    assert [str(place) for place, each in findings.items() if each.verdict == UNJUDGED] == []


def archives(folder: Path, name: str) -> list[Path]:
    wheel, sdist = folder / "shop-1.0-py3-none-any.whl", folder / "shop-1.0.tar.gz"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(name, "A = 1\n")
    with tarfile.open(sdist, "w:gz") as archive:
        member = tarfile.TarInfo(f"shop-1.0/{name}")
        member.size = 6
        archive.addfile(member, io.BytesIO(b"A = 1\n"))
        link = tarfile.TarInfo("shop-1.0/link.py")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    return [wheel, sdist]


def test_archives_are_unpacked(tmp_path: Path) -> None:
    for archive in archives(tmp_path, "shop/job.py"):
        assert [*files_in(archive)] == [("shop/job.py", b"A = 1\n")]
        unpack(archive, tmp_path / archive.suffix)
        assert [*(tmp_path / archive.suffix).rglob("*.py")] == [tmp_path / archive.suffix / "shop/job.py"]


def test_archives_stay_in_their_folder(tmp_path: Path) -> None:
    for archive in archives(tmp_path, "../job.py"):
        with pytest.raises(ValueError, match=r"\.\./job\.py"):
            unpack(archive, tmp_path / "src")
    assert not (tmp_path / "job.py").exists()
