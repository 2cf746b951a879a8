"""Fetch released files from the package registry that pip is told to use: nothing is built, installed or executed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from packaging.version import Version
from pypi_simple import PYPI_SIMPLE_ENDPOINT, DistributionPackage, PyPISimple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def index_url() -> str:
    """Return the index that pip uses here: an environment variable, a configuration file, or the public one."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    settings = dict(line.split("=", 1) for line in sorted(listed.splitlines()) if "=" in line)
    urls = [value.strip("'\"") for key, value in settings.items() if key.endswith(".index-url")]
    return urls[0] if urls else PYPI_SIMPLE_ENDPOINT


class Registry:
    """The registry, and a folder that keeps what was fetched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._client = PyPISimple(index_url())
        self._pages: dict[str, list[DistributionPackage]] = {}

    def released(self, project: str) -> list[DistributionPackage]:
        """Return the files of all releases. Raise OSError if the registry cannot be reached."""
        if project not in self._pages:
            page = self._client.get_project_page(project, timeout=60)
            self._pages[project] = [each for each in page.packages if each.package_type in ("wheel", "sdist")]
        return self._pages[project]

    def newest(self, project: str, pattern: str) -> str:
        """Return the newest final release whose version fits a pattern such as `4.*`."""
        versions = {Version(each.version) for each in self.released(project) if each.version}
        return str(max(each for each in versions if fnmatchcase(str(each), pattern) and not each.is_prerelease))

    def fetch(self, project: str, version: str, kind: str) -> Path:
        """Return the smallest file of a release that is a "wheel" or "sdist": all hold the same Python sources."""
        files = [each for each in self.released(project) if each.version == version and each.package_type == kind]
        return self._download(min(files, key=lambda each: each.size or 0))

    def fetch_file(self, project: str, filename: str, sha256: str) -> Path:
        """Return the file of that name. Raise ValueError if it is another than the digest says."""
        found = self._folder / filename
        if not found.exists():
            self._download(next(each for each in self.released(project) if each.filename == filename))
        if hashlib.sha256(found.read_bytes()).hexdigest() != sha256:
            raise ValueError(f"{filename} is not the file that was pinned")
        return found

    def _download(self, package: DistributionPackage) -> Path:
        target = self._folder / package.filename
        if not target.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            # The digests are verified by the library; what is there under its name is therefore whole.
            unfinished = target.with_name(f"{target.name}.part")
            self._client.download_package(package, unfinished, timeout=60)
            unfinished.replace(target)
        return target


def files_in(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file of a wheel or sdist; an sdist's own folder is left out of the names."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for name in wheel.namelist():
                if not name.endswith("/"):
                    yield name, wheel.read(name)
    else:
        with tarfile.open(archive) as sdist:
            for member in sdist:
                content = sdist.extractfile(member) if member.isfile() else None
                if content is not None:
                    yield member.name.partition("/")[2], content.read()


def unpack(archive: Path, folder: Path) -> None:
    """Write the files of a wheel or sdist into a folder. Raise ValueError for a name that leads out of it."""
    for name, content in files_in(archive):
        target = folder / name
        if not target.resolve().is_relative_to(folder.resolve()):
            raise ValueError(f"{archive.name} holds {name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
