"""Prefork servers: which modules of a project its own files show to be loaded before the workers are forked."""

from __future__ import annotations

import ast
import configparser
import os
import re
from collections.abc import Iterator
from pathlib import Path

from flake8_cb.project.boundary import is_own_file, listed
from flake8_cb.project.memory import remembered
from flake8_cb.project.parsing import parsed
from flake8_cb.project.roots import above
from flake8_cb.sdk.hooks import IN_WORKERS_BY_NAME
from flake8_cb.trees import calls_beside_logs

GUNICORN_FILES = ("gunicorn.conf.py", "gunicorn_conf.py", "gunicorn_config.py")

#: Files with command lines in them.
COMMAND_FILES = (
    "Procfile",
    "Procfile.dev",
    "Dockerfile",
    "docker-compose.yml",
    "docker-compose.yaml",
    "compose.yml",
    "compose.yaml",
)

#: All files that speak of a server.
SERVER_FILES = (*GUNICORN_FILES, *COMMAND_FILES, "uwsgi.ini")

_APPLICATION = re.compile(r"[A-Za-z_][\w.]*(:[A-Za-z_][\w.]*(\(.*\))?)?")

#: Options of gunicorn and uWSGI that take no value: what follows one may be the application.
_FLAGS = frozenset(
    {
        "--capture-output", "--daemon", "--die-on-term", "--enable-stdio-inheritance", "--enable-threads", "--lazy",
        "--lazy-apps", "--log-syslog", "--master", "--need-app", "--no-sendfile", "--preload", "--reload",
        "--single-interpreter", "--spew", "--vacuum", "-D", "-M", "-R",
    }
)  # fmt: skip


@remembered()
def serving_root(folder: Path) -> Path | None:
    """Return the nearest folder upwards with a file that speaks of a server, or None."""
    return next((each for each in above(folder) if _server_files_in(each)), None)


def serving_files(folder: Path) -> tuple[Path, ...]:
    """Return the files that speak of a server for the modules of the folder."""
    root = serving_root(folder)
    return _server_files_in(root) if root is not None else ()


@remembered()
def _server_files_in(folder: Path) -> tuple[Path, ...]:
    names = listed(str(folder))
    return tuple(folder / name for name in SERVER_FILES if name in names and is_own_file(folder / name))


@remembered()
def preloaded_modules(root: Path) -> dict[str, str]:
    """Return the dotted names of the modules that a server loads before it forks, each with the file that says so.

    One whose function makes the application has the name of that after a colon. Where no file says which module it
    is, the name is "". What the server opens anew in each worker (``post_fork``) is in good hands: it is left out.
    """
    found: dict[str, str] = {}
    gunicorn = next((root / name for name in GUNICORN_FILES if is_own_file(root / name)), None)
    preloads, hooked, named = _gunicorn(gunicorn) if gunicorn is not None else (False, False, "")
    if gunicorn is not None and preloads and named and not hooked:
        found[named] = gunicorn.name
    for name in COMMAND_FILES:
        for words in _commands(root / name):
            program = os.path.basename(words[0])
            application = _application(words[1:])
            if not application or program not in ("gunicorn", "uwsgi"):
                continue
            if (program == "gunicorn" and ("--preload" in words or preloads) and not hooked) or (
                program == "uwsgi" and not {"--lazy-apps", "--lazy"} & set(words)
            ):
                found[application] = name
    uwsgi = _uwsgi(root / "uwsgi.ini")
    if uwsgi:
        found[uwsgi] = "uwsgi.ini"
    if gunicorn is not None and preloads and not (named or hooked or found):
        found[""] = gunicorn.name
    return found


@remembered()
def loads_in_workers(root: Path) -> bool:
    """Report whether files of a project show servers that fork, and all of them load their modules in each worker."""
    named = any(is_own_file(root / name) for name in (*GUNICORN_FILES, "uwsgi.ini"))
    return (named or any(any(_commands(root / name)) for name in COMMAND_FILES)) and not preloaded_modules(root)


def _gunicorn(path: Path) -> tuple[bool, bool, str]:
    """Return whether the configuration preloads, whether its hooks do something in workers, and the application."""
    preloads, hooked, named = False, False, ""
    for node in parsed(path).tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in IN_WORKERS_BY_NAME:
            hooked |= any(calls_beside_logs(node.body))
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            given = node.targets if isinstance(node, ast.Assign) else [node.target]
            targets = {each.id for each in given if isinstance(each, ast.Name)}
            hooked |= not targets.isdisjoint(IN_WORKERS_BY_NAME)
            if not isinstance(node.value, ast.Constant):
                continue
            if "preload_app" in targets:
                preloads = bool(node.value.value)
            elif "wsgi_app" in targets:
                named = _module(str(node.value.value))
    return preloads, hooked, named


def _commands(path: Path) -> Iterator[list[str]]:
    """Yield the command lines of a file that name a server, from the name on."""
    import shlex  # few projects have such files

    try:
        text = path.read_text("utf-8") if is_own_file(path) else ""
    except (OSError, ValueError):
        return
    for line in text.replace("\\\n", " ").splitlines():
        match = re.search(r"\b(gunicorn|uwsgi)\b[^;|&]*", line)
        if match is None or line.lstrip().startswith("#"):
            continue
        try:
            words = shlex.split(re.sub(r'[\[\]",]', " ", match[0]))
        except ValueError:
            continue
        if words:
            yield words


def _application(words: list[str]) -> str:
    """Return the module that a command line of gunicorn or uWSGI names, or ""."""
    found = ""
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if before in ("--module", "--wsgi") or (before == "-w" and _APPLICATION.fullmatch(word)):
            return _module(word)
        if word.startswith(("--module=", "--wsgi=")):
            return _module(word.partition("=")[2])
        takes_value = before.startswith("-") and "=" not in before and before not in _FLAGS
        if not word.startswith("-") and not takes_value and _APPLICATION.fullmatch(word):
            found = _module(word)
    return found


def _uwsgi(path: Path) -> str:
    """Return the module that a configuration of uWSGI loads before it forks, or ""."""
    config = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        config.read_string(path.read_text("utf-8") if is_own_file(path) else "")
    except (OSError, ValueError, configparser.Error):
        return ""
    options = dict(config.items("uwsgi")) if config.has_section("uwsgi") else {}
    if any((options.get(name) or "true").lower() in ("true", "1") for name in ("lazy-apps", "lazy") if name in options):
        return ""
    if options.get("wsgi-file"):
        return str(options["wsgi-file"]).removesuffix(".py").replace("/", ".")
    return _module(options.get("module") or options.get("wsgi") or "")


def _module(application: str) -> str:
    """Return the module of an application, with the function that makes it if that is called."""
    module, _, name = application.partition(":")
    return f"{module}:{name.partition('(')[0]}" if name.endswith(")") else module
