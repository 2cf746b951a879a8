"""SARIF 2.1.0: a report as a document, with the page of each rule and the steps of each finding.

What the linter found is one run of the document, and what others of flake8's plugins found is a second one: each
result stands under the name of the tool that it is of. References are to the sections of the standard.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from flake8_cb import __version__
from flake8_cb.findings import OPINIONS, Step
from flake8_cb.frozen import frozen
from flake8_cb.rules import RULES
from flake8_cb.rules.page import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flake8_cb.rules import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

#: What stands for the folder in which flake8 runs: the document is the same wherever that lies (3.14.14).
ROOT = "%SRCROOT%"

#: The fingerprint of a result, with the number of the way in which it is made (3.27.17).
FINGERPRINT = "cbLine/v1"

#: How the codes begin of what keeps flake8 from reading a file.
UNREADABLE = "E9"

_RULES = {rule.code: rule for rule in RULES}


@frozen
class Result:
    """What was found at a place.

    ``path`` is as flake8 was given it; ``line`` and ``column`` count from 1, and are 0 where a whole file is meant.
    ``source`` is the code that the line belongs to. ``steps`` are empty for the results of others; in theirs, as in
    its own place, a column counts characters.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    source: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Report whether this linter found it."""
        return self.code in _RULES


def document(results: Iterable[Result], paths: Iterable[str], flake8_version: str) -> dict[str, Any]:
    """Return the document for the results of a run of flake8 over the files of these paths."""
    found, names = list(results), list(paths)
    ours = [each for each in found if each.is_ours]
    others = [each for each in found if not each.is_ours]
    met = {each.code for each in ours}
    driver = {
        "name": "flake8-cb",
        "version": __version__,
        "rules": [_descriptor(rule) for rule in RULES if rule.code in met],
    }
    flake8 = {"name": "flake8", "version": flake8_version, "informationUri": "https://flake8.pycqa.org/"}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [_run(driver, ours, names), _run(flake8, others, names)],
    }


def written(document: dict[str, Any]) -> str:
    """Return the text of a document, in ASCII: it is the same in every encoding that flake8 may write in."""
    return json.dumps(document, indent=1)


def _run(driver: dict[str, Any], results: Sequence[Result], paths: Iterable[str]) -> dict[str, Any]:
    order = {rule["id"]: number for number, rule in enumerate(driver.get("rules", ()))}
    return {
        "tool": {"driver": driver},
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which flake8 was run."}}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _artifact(path), "roles": ["analysisTarget"]} for path in paths],
        "results": [
            _result(result, fingerprint, order)
            for result, fingerprint in zip(results, fingerprints(results), strict=True)
        ],
    }


def _descriptor(rule: Rule) -> dict[str, Any]:
    text = page(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": " ".join(rule.what.split())},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _level(rule.code), "enabled": rule.is_default},
    }


def _result(result: Result, fingerprint: str, order: dict[str, int]) -> dict[str, Any]:
    made: dict[str, Any] = {"ruleId": result.code}
    if result.code in order:
        made["ruleIndex"] = order[result.code]
    made |= {
        "level": _level(result.code),
        "message": {"text": result.message},
        "locations": [{"physicalLocation": _physical(result.path, result.line, result.column)}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if len(result.steps) > 1:
        places = [_located(step, result.path) for step in result.steps]
        made["relatedLocations"] = [{"id": number, **each} for number, each in enumerate(places[:-1], start=1)]
        made["codeFlows"] = [{"threadFlows": [{"locations": [{"location": each} for each in places]}]}]
    return made


def _level(code: str) -> str:
    if code.startswith(OPINIONS):
        return "note"
    return "error" if code.startswith(UNREADABLE) else "warning"


def _located(step: Step, path: str) -> dict[str, Any]:
    physical = _physical(step.path or path, step.line, step.column + 1)
    return {"physicalLocation": physical, "message": {"text": step.words}}


def _physical(path: str, line: int, column: int) -> dict[str, Any]:
    made: dict[str, Any] = {"artifactLocation": _artifact(path)}
    if line > 0:
        made["region"] = {"startLine": line} | ({"startColumn": column} if column > 0 else {})
    return made


def _artifact(path: str) -> dict[str, str]:
    """Return where a file is: below the folder in which flake8 runs, or anywhere (3.4.4)."""
    absolute = Path(os.path.abspath(path))
    try:
        below = absolute.relative_to(Path.cwd())
    except ValueError:
        return {"uri": absolute.as_uri()}
    return {"uri": quote(os.fsencode(below.as_posix())), "uriBaseId": ROOT}


def fingerprints(results: Sequence[Result]) -> list[str]:
    """Return what tells each result from all others, wherever in its file it stands.

    That is its code, its file, the text of its line, and which of several it is that are equal in these.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    made = []
    for result in results:
        content = (result.code, _artifact(result.path)["uri"], " ".join(result.source.split()))
        text = "\0".join((*content, str(seen[content])))
        seen[content] += 1
        made.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return made


def results_in(document: dict[str, Any]) -> list[Result]:
    """Return the results of a document that was made here, in this folder, without the code that they stand in."""
    return [_read(result) for run in document["runs"] for result in run["results"]]


def paths_in(document: dict[str, Any]) -> list[str]:
    """Return the files that flake8 looked into."""
    return [_path(each["location"]) for each in document["runs"][0]["artifacts"]]


def _read(result: dict[str, Any]) -> Result:
    physical = result["locations"][0]["physicalLocation"]
    path = _path(physical["artifactLocation"])
    region = physical.get("region", {})
    line, column = region.get("startLine", 0), region.get("startColumn", 0)
    steps = tuple(
        _step(each["location"], path)
        for flow in result.get("codeFlows", ())
        for thread in flow["threadFlows"]
        for each in thread["locations"]
    )
    return Result(path, line, column, result["ruleId"], result["message"]["text"], steps=steps)


def _step(location: dict[str, Any], linted: str) -> Step:
    physical = location["physicalLocation"]
    path, region = _path(physical["artifactLocation"]), physical["region"]
    words = location["message"]["text"]
    return Step(None if path == linted else path, region["startLine"], region["startColumn"] - 1, words)


def _path(artifact: dict[str, str]) -> str:
    if "uriBaseId" in artifact:
        return os.path.normpath(os.fsdecode(unquote_to_bytes(artifact["uri"])))
    return url2pathname(urlsplit(artifact["uri"]).path)
