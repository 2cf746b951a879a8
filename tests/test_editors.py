"""The linter in an editor: an unsaved buffer, the other files as they are on disk, many runs in one process."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from flake8_runs import ROOT, flake8
from pylsp_jsonrpc.endpoint import Endpoint
from pylsp_jsonrpc.streams import JsonRpcStreamReader, JsonRpcStreamWriter
from test_plugin import STORE, WORK, places

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")

#: The program when it makes no process, and the module when it opens no connection.
IDLE = WORK.replace("Process(target=work).start()", "work()")
CLOSED = "bucket = None\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A program that is harmless on disk, and the module that opens its connection."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "main.py").write_text(IDLE)
    (tmp_path / "store.py").write_text(STORE)
    return tmp_path


class Editor:
    """The client of a language server, for the diagnostics of one folder."""

    def __init__(self, root: Path, options: dict[str, Any]) -> None:
        self.root = root
        self.versions: dict[str, int] = {}
        self.published: queue.Queue[dict[str, Any]] = queue.Queue()
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        self.server = subprocess.Popen(
            [sys.executable, "-m", "pylsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PATH": path},
            cwd=root.parent,
        )
        self.endpoint = Endpoint(
            {"textDocument/publishDiagnostics": self.published.put}, JsonRpcStreamWriter(self.server.stdin).write
        )
        reader = JsonRpcStreamReader(self.server.stdout)
        threading.Thread(target=reader.listen, args=[self.endpoint.consume], daemon=True).start()
        self.ask("initialize", processId=os.getpid(), rootUri=root.as_uri(), capabilities={},
                 initializationOptions=options)  # fmt: skip
        self.endpoint.notify("initialized", {})

    def ask(self, method: str, **parameters: Any) -> Any:
        return self.endpoint.request(method, parameters).result(timeout=120)

    def show(self, name: str, text: str) -> list[tuple[int, int, str]]:
        """Opens the file, or changes its buffer; returns the line and column of each finding, from 0, and its code."""
        uri = (self.root / name).as_uri()
        version = self.versions[name] = self.versions.get(name, 0) + 1
        document = {"uri": uri, "version": version}
        if version == 1:
            opened = {**document, "languageId": "python", "text": text}
            self.endpoint.notify("textDocument/didOpen", {"textDocument": opened})
        else:
            changed = {"textDocument": document, "contentChanges": [{"text": text}]}
            self.endpoint.notify("textDocument/didChange", changed)
        while (published := self.published.get(timeout=120))["uri"] != uri or published.get("version") != version:
            pass
        found = [(each["range"]["start"], each["code"]) for each in published["diagnostics"]]
        return [(start["line"], start["character"], code) for start, code in found if code.startswith("CB")]

    def close(self) -> None:
        """Ends the server as editors do."""
        self.ask("shutdown")
        self.endpoint.notify("exit")
        assert self.server.wait(timeout=60) == 0
        self.endpoint.shutdown()


@pytest.fixture
def editor(project: Path) -> Iterator[Editor]:
    """python-lsp-server with the settings that the page shows."""
    (block,) = re.findall(r"^```json\n(// pylsp.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    editor = Editor(project, yaml.safe_load(block.partition("\n")[2]))
    yield editor
    editor.close()


def test_python_lsp_server(editor: Editor, project: Path) -> None:
    assert editor.show("main.py", IDLE) == []
    # The buffer counts, not what is saved,
    assert editor.show("main.py", WORK) == [(10, 4, "CB102")]
    assert editor.show("main.py", f"\n{WORK}") == [(11, 4, "CB102")]
    # and of the other files what is saved, not their buffers.
    assert editor.show("store.py", CLOSED) == []
    assert editor.show("main.py", WORK) == [(10, 4, "CB102")]
    (project / "store.py").write_text(CLOSED)
    assert editor.show("main.py", f"{WORK}\n") == []
    (project / "store.py").write_text(STORE)
    # The configuration counts, as it is now.
    (project / "setup.cfg").write_text("[flake8]\ncb-start-method = spawn\n")
    assert editor.show("main.py", WORK) == []
    assert (project / "main.py").read_text() == IDLE


#: What Visual Studio Code's extension has flake8 print, quotes and all, and how it reads that.
FORMAT = "--format='%(row)d,%(col)d,%(code).1s,%(code)s:%(text)s'"
FOUND = re.compile(r"'(\d+),(-?\d+),(\w+),(\w+\d+):([^\r\n]*)'")


def test_the_command_of_visual_studio_code(project: Path) -> None:
    path = str(project / "main.py")
    run = flake8(FORMAT, "--stdin-display-name", path, "-", cwd=project, stdin=WORK.encode())
    (match,) = [match for match in map(FOUND.fullmatch, run.output.splitlines()) if match[4].startswith("CB")]
    assert match.group(1, 2, 3, 4) == ("11", "5", "C", "CB102")
    assert match[5].startswith("Bucket 'beer-sample' (opened in store.py line 3) is used in the child")
    (project / "main.py").write_text(WORK)
    assert FOUND.findall(flake8(FORMAT, path, cwd=project).output) == [match.groups()]


#: Lints again and again in one process, as that extension's server does, while the disk changes.
SERVER = """\
import contextlib, io, json, pathlib, runpy, sys

def lint(*arguments):
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.argv = ["flake8", "--select=CB", "--format=%(row)d:%(code)s", *arguments]
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        runpy.run_module("flake8", run_name="__main__")
    printed.seek(0)
    print(printed.read().split())

store = pathlib.Path("store.py")
opened = store.read_text()
lint("main.py")
store.write_text("bucket = None\\n")
lint("main.py")
store.write_text(opened)
lint("main.py")
store.unlink()
lint("main.py")
pathlib.Path("lib").mkdir()
pathlib.Path("lib/store.py").write_text(opened)
lint("main.py", "--cb-source-roots=lib")
lint("main.py")
store.write_text(opened)
pathlib.Path("pyproject.toml").write_text("[project]\\nname = 'beer'\\nversion = '1'\\nrequires-python = '>=3.14'\\n")
lint("main.py")
lint("main.py", "--cb-start-method=fork")
"""


def test_each_run_in_a_process_that_goes_on_sees_the_disk_as_it_is_then(project: Path) -> None:
    (project / "main.py").write_text(WORK)
    done = subprocess.run([sys.executable, "-c", SERVER], cwd=project, capture_output=True, text=True, check=True)
    found, none = "['11:CB102']", "[]"
    assert done.stdout.splitlines() == [found, none, found, none, found, none, none, found]


def test_a_buffer_that_another_module_imports_counts_there_too(project: Path) -> None:
    (project / "store.py").write_text("import main\n\n\ndef bucket():\n    return main.bucket\n")
    (project / "main.py").write_text("bucket = None\n")
    buffer = f"import store\n{STORE}from multiprocessing import Process\n\nProcess(target=store.bucket().get).start()\n"
    run = flake8("--stdin-display-name=main.py", "-", cwd=project, stdin=buffer.encode())
    assert [place.split(" ")[1] for place in places(run)] == ["CB102"]


def test_the_page_tells_of_the_settings_of_visual_studio_code() -> None:
    (block,) = re.findall(r"^```json\n// settings.json\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert yaml.safe_load(block) == {"flake8.importStrategy": "fromEnvironment"}
