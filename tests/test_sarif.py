"""``--format=cb-sarif``: the document, and the way of the steps into it."""

from __future__ import annotations

import csv
import functools
import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flake8_runs import flake8

from flake8_cb import __version__
from flake8_cb.carried import SEPARATOR, packed, unpacked
from flake8_cb.findings import Finding, Step
from flake8_cb.rules import RULES
from flake8_cb.rules.page import page, program
from flake8_cb.sarif import Result, document, fingerprints, paths_in, results_in

#: The package of the npm registry that ships the published schema, and the schema in it.
SCHEMA_PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
SCHEMA_FILE = "package/lib/schemas/sarif-2.1.0-rtm.5.json"

STORE = """\
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://db.example.com/beer-sample")
"""

WORK = """\
from multiprocessing import Process

from store import bucket


def work():
    é = bucket; print("ü", é.get("a"))


if __name__ == "__main__":
    Process(target=work).start()
"""

#: What shows the results of all rules, and of others.
BOTH = ["--format=cb-sarif", "--select=CB,CB9,E,F", "--ignore=E501"]

#: The command of flake8, in an interpreter whose start method the first argument names.
STARTED = """
import multiprocessing, sys
from flake8.main.cli import main
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
"""


def filled(folder: Path) -> Path:
    """Put a finding into the folder that begins in another file, and one of pycodestyle."""
    (folder / ".git").mkdir()
    (folder / "main.py").write_text(WORK, encoding="utf-8")
    (folder / "store.py").write_text(STORE)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder of that kind."""
    return filled(tmp_path)


@pytest.fixture(scope="module")
def of_project(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The document of such a folder, wherever it lies."""
    folder = filled(tmp_path_factory.mktemp("project"))
    found = sarif(folder, *BOTH, ".")
    assert str(folder) not in json.dumps(found)
    return found


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bad example of every rule."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / ".git").mkdir()
    for rule in RULES:
        (folder / f"{rule.code}.py").write_text(program(rule.bad))
    return folder


@pytest.fixture(scope="module")
def of_examples(examples: Path) -> dict[str, Any]:
    """The document of that folder."""
    return sarif(examples, *BOTH, ".")


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The schema of SARIF 2.1.0 as its authors publish it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("the schema of SARIF is in a package of the npm registry: install npm (apt-get install npm)")
    folder = tmp_path_factory.mktemp("schema")
    subprocess.run([npm, "pack", "--silent", SCHEMA_PACKAGE], cwd=folder, check=True, capture_output=True)
    (archive,) = folder.glob("*.tgz")
    shutil.unpack_archive(archive, folder)
    found: dict[str, Any] = json.loads((folder / SCHEMA_FILE).read_text(encoding="utf-8"))
    return found


def sarif(cwd: Path, *arguments: str, stdin: bytes = b"") -> dict[str, Any]:
    """Return the document that flake8 prints."""
    found: dict[str, Any] = json.loads(flake8(*arguments, cwd=cwd, stdin=stdin).output)
    return found


def ours(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the results of the linter."""
    results: list[dict[str, Any]] = found["runs"][0]["results"]
    return results


def others(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the results of flake8 and its other plugins."""
    results: list[dict[str, Any]] = found["runs"][1]["results"]
    return results


def place(location: dict[str, Any]) -> tuple[str, int, int]:
    """Return the file, line and column of a location."""
    physical = location["physicalLocation"]
    return physical["artifactLocation"]["uri"], physical["region"]["startLine"], physical["region"]["startColumn"]


def check(found: dict[str, Any], schema: dict[str, Any]) -> None:
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(found)


# -- the document ----------------------------------------------------------------------------------------


def test_the_schema_refuses_what_is_none(schema: dict[str, Any]) -> None:
    for wrong in ({}, {"version": "2.1.0", "runs": [{}]}, {"version": "2.0.0", "runs": []}):
        with pytest.raises(jsonschema.ValidationError):
            check(wrong, schema)


def test_every_rule_gives_a_valid_document(of_examples: dict[str, Any], schema: dict[str, Any]) -> None:
    check(of_examples, schema)
    assert {result["ruleId"] for result in ours(of_examples)} == {rule.code for rule in RULES}
    assert others(of_examples)


def test_rules_have_their_pages(of_examples: dict[str, Any]) -> None:
    driver = of_examples["runs"][0]["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("flake8-cb", __version__)
    described = driver["rules"]
    assert [each["id"] for each in described] == [rule.code for rule in RULES]
    for rule, each in zip(RULES, described, strict=True):
        assert each["help"]["markdown"] == page(rule)
        assert each["name"] == rule.name
        assert each["defaultConfiguration"]["enabled"] == rule.is_default
        assert "helpUri" not in each
    for result in ours(of_examples):
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == ("note" if result["ruleId"].startswith("CB9") else "warning")


def test_places_and_messages_are_those_that_flake8_prints(examples: Path, of_examples: dict[str, Any]) -> None:
    run = flake8(*BOTH[1:], ".", cwd=examples)
    assert SEPARATOR not in run.output
    printed = sorted(line.removeprefix("./") for line in run.output.splitlines())
    told = []
    for result in (*ours(of_examples), *others(of_examples)):
        path, line, column = place(result["locations"][0])
        told.append(f"{path}:{line}:{column}: {result['ruleId']} {result['message']['text']}")
    assert sorted(told) == printed


def test_a_flow_ends_where_the_result_stands(of_examples: dict[str, Any]) -> None:
    flowing = [result for result in ours(of_examples) if "codeFlows" in result]
    assert len(flowing) > len(RULES) // 2
    for result in flowing:
        ((flow,),) = ([each["locations"] for each in flow["threadFlows"]] for flow in result["codeFlows"])
        steps = [each["location"] for each in flow]
        assert place(steps[-1]) == place(result["locations"][0])
        assert all(step["message"]["text"] for step in steps)
        related = [{key: each[key] for key in each if key != "id"} for each in result["relatedLocations"]]
        assert related == steps[:-1]
        assert [each["id"] for each in result["relatedLocations"]] == list(range(1, len(steps)))
    assert all("codeFlows" not in result for result in others(of_examples))


def test_steps_in_several_files(of_project: dict[str, Any], schema: dict[str, Any]) -> None:
    check(of_project, schema)
    (result,) = [each for each in ours(of_project) if each["ruleId"] == "CB102"]
    steps = [each["location"] for each in result["codeFlows"][0]["threadFlows"][0]["locations"]]
    assert [(*place(step), step["message"]["text"]) for step in steps] == [
        ("main.py", 3, 1, "this asks for Bucket 'beer-sample'"),
        ("store.py", 3, 10, "Bucket 'beer-sample' is opened here"),
        ("main.py", 7, 28, "what the child runs uses it here"),
        ("main.py", 11, 5, "Process.start() forks the child here"),
    ]
    assert [(*place(each["locations"][0]), each["ruleId"]) for each in others(of_project)] == [
        ("main.py", 7, 15, "E702")
    ]


def test_nothing_found(project: Path, schema: dict[str, Any]) -> None:
    (project / "main.py").write_text("")
    found = sarif(project, "--format=cb-sarif", ".")
    check(found, schema)
    assert [run["results"] for run in found["runs"]] == [[], []]
    assert paths_in(found) == ["main.py", "store.py"]
    assert found["runs"][0]["tool"]["driver"]["rules"] == []


def test_files_that_cannot_be_read(project: Path, schema: dict[str, Any]) -> None:
    (project / "broken.py").write_text("x = (\n")
    found = sarif(project, "--format=cb-sarif", "broken.py", "missing.py", "main.py")
    check(found, schema)
    by_code = {result["ruleId"]: result for result in others(found)}
    assert {"E902", "E999"} <= by_code.keys()
    assert by_code["E999"]["level"] == by_code["E902"]["level"] == "error"
    missing = by_code["E902"]["locations"][0]["physicalLocation"]
    assert missing["artifactLocation"]["uri"] == "missing.py"
    assert missing.get("region", {"startLine": 1})["startLine"] >= 1
    assert [result["ruleId"] for result in ours(found)] == ["CB102"]


def test_suppressed_results_are_left_out(project: Path) -> None:
    (project / "main.py").write_text(WORK.replace("start()", "start()  # noqa: CB102"), encoding="utf-8")
    assert ours(sarif(project, "--format=cb-sarif", ".")) == []


def test_standard_input(project: Path, schema: dict[str, Any]) -> None:
    (project / "main.py").unlink()
    named = sarif(project, "--format=cb-sarif", "--stdin-display-name=app/main.py", "-", stdin=STORE.encode() + b"x\n")
    unnamed = sarif(project, *BOTH, "-", stdin=WORK.encode())
    check(named, schema)
    check(unnamed, schema)
    assert [place(each["locations"][0])[0] for each in others(named)] == ["app/main.py"]
    (result,) = [each for each in ours(unnamed) if each["ruleId"] == "CB102"]
    assert [place(each)[0] for each in result["relatedLocations"]] == ["stdin", "store.py", "stdin"]


def test_names_of_files_are_quoted(project: Path, schema: dict[str, Any]) -> None:
    (project / "a b").mkdir()
    (project / "a b" / "50%#é.py").write_text(WORK, encoding="utf-8")
    (project / "a b" / "store.py").write_text(STORE)
    found = sarif(project, "--format=cb-sarif", "a b")
    check(found, schema)
    assert place(ours(found)[0]["locations"][0])[0] == "a%20b/50%25%23%C3%A9.py"
    assert paths_in(found) == [os.path.join("a b", name) for name in ("50%#é.py", "store.py")]


def test_files_outside_the_folder_have_whole_addresses(project: Path, schema: dict[str, Any]) -> None:
    inner = project / "inner"
    inner.mkdir()
    found = sarif(inner, "--format=cb-sarif", "../main.py")
    check(found, schema)
    (result,) = ours(found)
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": (project / "main.py").as_uri()}
    assert paths_in(found) == [str(project / "main.py")]


# -- the way of the steps --------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_steps_come_out_of_every_kind_of_job(project: Path, of_project: dict[str, Any], method: str) -> None:
    if sys.platform == "win32" and method != "spawn":
        pytest.skip("Windows starts processes by spawn alone")
    done = subprocess.run(
        [sys.executable, "-c", STARTED, method, "--jobs=2", *BOTH, "."],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout) == of_project


@pytest.mark.parametrize("message", ["plain", f"with{SEPARATOR}[]", "", "ü \ud800", "]"])
def test_what_is_packed_is_unpacked(message: str, tmp_path: Path) -> None:
    other = tmp_path / "other.py"
    other.write_text("x = 'ü'; y = open()\n", encoding="utf-8")
    steps = (Step(str(other), 1, 10, f"ü{SEPARATOR}"), Step(None, 2, 7, "here"), Step(None, 9, 3, "beyond"))
    text = packed(Finding(2, 7, "CB101", message, steps), ["é = 1\n", "é = 'é'; é\n"])
    assert text.startswith(f"CB101 {message}{SEPARATOR}")
    assert unpacked(text) == (
        f"CB101 {message}",
        (Step(str(other), 1, 9, f"ü{SEPARATOR}"), Step(None, 2, 5, "here"), Step(None, 9, 3, "beyond")),
    )


def test_a_text_without_steps_is_left_alone() -> None:
    assert unpacked("W291 trailing whitespace") == ("W291 trailing whitespace", ())


@pytest.mark.parametrize("options", [[], ["--format=%(code)s %(text)s"], ["--format=cb-sarif", "-q"]])
def test_no_other_format_gets_them(project: Path, options: list[str]) -> None:
    printed = flake8(*options, ".", cwd=project).output
    assert printed
    assert SEPARATOR not in printed


# -- fingerprints ----------------------------------------------------------------------------------------


def prints(found: dict[str, Any]) -> list[str]:
    return [each["partialFingerprints"]["cbLine/v1"] for each in (*ours(found), *others(found))]


def test_a_fingerprint_outlives_lines_above_and_spaces(project: Path, of_project: dict[str, Any]) -> None:
    inner = WORK.replace("    Process", "    if work:\n        Process")
    (project / "main.py").write_text(f"# A comment.\n{inner}", encoding="utf-8")
    after = sarif(project, *BOTH, ".")
    assert next(place(each["locations"][0]) for each in ours(after)) == ("main.py", 13, 9)
    assert prints(after) == prints(of_project)
    (project / "main.py").write_text(WORK.replace("target=work", "target=work, args=()"), encoding="utf-8")
    assert prints(sarif(project, *BOTH, "."))[0] != prints(of_project)[0]


def test_results_that_look_alike_are_told_apart() -> None:
    one = Result("a.py", 1, 1, "CB101", "a message", "start()")
    alike = Result("a.py", 7, 3, "CB101", "another message", "  start()  ")
    different = [
        Result("a.py", 1, 1, "CB102", "", "start()"),
        Result("b.py", 1, 1, "CB101", "", "start()"),
        Result("a.py", 1, 1, "CB101", "", "stop()"),
    ]
    made = fingerprints([one, alike, *different])
    assert len(set(made)) == len(made)
    assert fingerprints([alike, one]) == made[:2]


def test_all_fingerprints_of_a_document_differ(of_examples: dict[str, Any]) -> None:
    made = prints(of_examples)
    assert len(set(made)) == len(made)


# -- flake8's other options ------------------------------------------------------------------------------


def quietly(cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run flake8 without the log that it writes into an output file where it is verbose."""
    command = [sys.executable, "-m", "flake8", *BOTH, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_a_file_is_written_anew(project: Path, of_project: dict[str, Any]) -> None:
    output = project / "out" / "results.sarif"
    for _ in range(2):
        done = quietly(project, f"--output-file={output}", ".")
        assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
        assert json.loads(output.read_text()) == of_project
    done = quietly(project, f"--output-file={output}", "--tee", "--exit-zero", ".")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == json.loads(output.read_text()) == of_project


def test_a_device_is_written(project: Path) -> None:
    done = quietly(project, f"--output-file={os.devnull}", "store.py")
    assert (done.stdout, done.stderr) == ("", "")


def test_what_flake8_prints_beside_results_does_not_spoil_the_document(
    project: Path, of_project: dict[str, Any]
) -> None:
    done = quietly(project, "--statistics", "--benchmark", "--show-source", "--color=always", ".")
    assert json.loads(done.stdout) == of_project


def test_the_format_is_named_in_a_file(project: Path, of_project: dict[str, Any]) -> None:
    (project / ".flake8").write_text("[flake8]\nformat = cb-sarif\n")
    assert sarif(project, *BOTH[1:], ".") == of_project


# -- readers ---------------------------------------------------------------------------------------------


def test_the_document_is_read_back(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    results = [
        Result("main.py", 3, 2, "CB101", "a", steps=(Step(str(project / "b.py"), 1, 0, "b"), Step(None, 3, 1, "c"))),
        Result("main.py", 1, 1, "CB201", "alone", steps=(Step(None, 1, 0, "alone"),)),
        Result("main.py", 0, 0, "E902", "no file"),
    ]
    read = results_in(document(results, ["main.py"], "7.0"))
    assert read[0] == Result("main.py", 3, 2, "CB101", "a", steps=(Step("b.py", 1, 0, "b"), Step(None, 3, 1, "c")))
    assert read[1:] == [Result("main.py", 1, 1, "CB201", "alone"), results[2]]


@functools.cache
def sarif_tools() -> str:
    """Return the command of sarif-tools."""
    return str(Path(sysconfig.get_path("scripts")) / "sarif")


def test_an_independent_tool_reads_it(of_examples: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "results.sarif").write_text(json.dumps(of_examples))
    for command in ("summary", "csv"):
        subprocess.run(
            [sarif_tools(), command, "--output", f"out.{command}", "results.sarif"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
    summary = (tmp_path / "out.summary").read_text()
    for rule in RULES:
        assert rule.code in summary
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8"))))
    assert sorted((row["Tool"], row["Code"], row["Location"], row["Line"], row["Severity"]) for row in rows) == sorted(
        (tool, result["ruleId"], path, str(line), result["level"])
        for tool, results in (("flake8-cb", ours(of_examples)), ("flake8", others(of_examples)))
        for result in results
        for path, line, _ in [place(result["locations"][0])]
    )
