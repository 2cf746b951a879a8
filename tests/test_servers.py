"""Which modules a prefork server loads before it forks, by the files of the project that say so."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from flake8_cb.project.configuration import settings_for
from flake8_cb.project.memory import forget
from flake8_cb.project.servers import COMMAND_FILES, GUNICORN_FILES, preloaded_modules, serving_root


@pytest.fixture(autouse=True)
def _forget() -> None:
    forget()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The root of a git repository with nothing in it."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


PRELOAD = "preload_app = True\n"
PRELOAD_APP = PRELOAD + "wsgi_app = 'shop.wsgi:app'\n"


# gunicorn's configuration


@pytest.mark.parametrize("name", GUNICORN_FILES)
def test_gunicorn_configuration(root: Path, name: str) -> None:
    write(root, {name: PRELOAD_APP})
    assert preloaded_modules(root) == {"shop.wsgi": name}


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        pytest.param(PRELOAD_APP, "shop.wsgi", id="both"),
        pytest.param("wsgi_app = 'shop.wsgi'\npreload_app = True\n", "shop.wsgi", id="the-module-alone"),
        pytest.param("wsgi_app = 'shop.wsgi:make()'\npreload_app = 1\n", "shop.wsgi:make", id="a-factory"),
        pytest.param("wsgi_app = 'shop.wsgi:app'\n", None, id="no-preload"),
        pytest.param("wsgi_app = 'shop.wsgi:app'\npreload_app = False\n", None, id="preload-is-off"),
        pytest.param(PRELOAD_APP + "preload_app = False\n", None, id="the-last-word-counts"),
        pytest.param("wsgi_app = 'shop.wsgi:app'\npreload_app = flag()\n", None, id="not-known"),
        pytest.param("wsgi_app = name()\npreload_app = True\n", "", id="application-not-known"),
        pytest.param("preload_app = True\n", "", id="application-not-named"),
        pytest.param("wsgi_app = 'shop.wsgi:app'\n# preload_app = True\n", None, id="comment"),
        pytest.param("", None, id="empty"),
    ],
)
def test_what_a_gunicorn_configuration_says(root: Path, text: str, loaded: str | None) -> None:
    write(root, {"gunicorn.conf.py": text})
    assert preloaded_modules(root) == ({loaded: "gunicorn.conf.py"} if loaded is not None else {})


@pytest.mark.parametrize("hook", ["post_fork", "post_worker_init"])
@pytest.mark.parametrize(
    ("body", "works"),
    [
        ("store.connect()", True),
        ("server.log.info('%s', store.connect()); store.ping()", True),
        ("pass", False),
        ("'''Nothing.'''", False),
        ("server.log.info('Worker spawned (pid: %s)', str(worker.pid))", False),
        ("print(worker)", False),
    ],
)
def test_hooks_that_work_in_each_worker(root: Path, hook: str, body: str, works: bool) -> None:
    text = f"{PRELOAD_APP}\n\ndef {hook}(server, worker):\n    {body}\n"
    write(root, {"gunicorn.conf.py": text, "Procfile": "web: gunicorn shop.other:app\n"})
    assert bool(preloaded_modules(root)) is not works


@pytest.mark.parametrize("hook", ["pre_fork", "when_ready", "on_starting"])
def test_hooks_that_do_not_run_in_workers(root: Path, hook: str) -> None:
    write(root, {"gunicorn.conf.py": f"{PRELOAD_APP}\n\ndef {hook}(server):\n    store.connect()\n"})
    assert preloaded_modules(root) == {"shop.wsgi": "gunicorn.conf.py"}


def test_configuration_names_no_application_and_the_command_does(root: Path) -> None:
    write(root, {"gunicorn.conf.py": PRELOAD, "Procfile": "web: gunicorn --workers 4 shop.wsgi:app\n"})
    assert preloaded_modules(root) == {"shop.wsgi": "Procfile"}


# command lines


@pytest.mark.parametrize("name", COMMAND_FILES)
def test_files_with_command_lines(root: Path, name: str) -> None:
    write(root, {name: "web: gunicorn --preload shop.wsgi:app\n"})
    assert preloaded_modules(root) == {"shop.wsgi": name}


@pytest.mark.parametrize(
    ("line", "preloads"),
    [
        ("web: gunicorn --preload shop.wsgi:app", True),
        ("web: gunicorn shop.wsgi:app --preload", True),
        ("web: gunicorn --preload shop.wsgi", True),
        ("web: gunicorn --preload 'shop.wsgi:make()'", True),
        ("web: gunicorn --workers 4 --bind 0.0.0.0:8000 --preload shop.wsgi:app", True),
        ("web: gunicorn -w 4 --preload shop.wsgi:app", True),
        ("web: gunicorn --preload --workers=4 -k gevent shop.wsgi:app", True),
        ("web: newrelic-admin run-program gunicorn --preload shop.wsgi:app", True),
        ("web: env/bin/gunicorn --preload shop.wsgi:app", True),
        ('CMD ["gunicorn", "--preload", "-b", "0.0.0.0:80", "shop.wsgi:app"]', True),
        ("    command: gunicorn --preload shop.wsgi:app", True),
        ("CMD gunicorn --preload \\\n    shop.wsgi:app", True),
        ("web: gunicorn --preload -w $WEB_CONCURRENCY shop.wsgi:app", True),
        ("web: gunicorn --preload -w ${WORKERS:-4} shop.wsgi:app", True),
        ("web: gunicorn --preload --capture-output shop.wsgi:app", True),
        ("web: gunicorn --preload -R shop.wsgi:app", True),
        ("web: uwsgi -M shop.wsgi:app", True),
        ("web: uwsgi --single-interpreter shop.wsgi:app", True),
        ("web: gunicorn shop.wsgi:app", False),
        ("# web: gunicorn --preload shop.wsgi:app", False),
        ("web: gunicorn --preload", False),
        ("web: gunicorn --preload 'shop.wsgi:app", False),
        ("web: hypercorn shop.wsgi:app", False),
        ("RUN pip install gunicorn", False),
        ("web: uwsgi --master --module shop.wsgi:app", True),
        ("web: uwsgi --module=shop.wsgi:app --processes 4", True),
        ("web: uwsgi -w shop.wsgi:app", True),
        ("web: uwsgi --wsgi shop.wsgi --http :8000", True),
        ("web: uwsgi --lazy-apps --module shop.wsgi:app", False),
        ("web: uwsgi --module shop.wsgi:app --lazy", False),
        ("web: uwsgi uwsgi.ini", False),
    ],
)
def test_command_lines(root: Path, line: str, preloads: bool) -> None:
    write(root, {"Procfile": f"release: ./migrate\n{line}\n"})
    assert ("shop.wsgi" in {name.partition(":")[0] for name in preloaded_modules(root)}) is preloads


def test_several_command_lines(root: Path) -> None:
    write(root, {"Procfile": "web: gunicorn --preload shop.wsgi:app\nadmin: gunicorn --preload shop.admin:app\n"})
    assert preloaded_modules(root) == {"shop.wsgi": "Procfile", "shop.admin": "Procfile"}


# uWSGI's configuration


@pytest.mark.parametrize(
    ("options", "module"),
    [
        ("module = shop.wsgi:app", "shop.wsgi"),
        ("module = shop.wsgi", "shop.wsgi"),
        ("wsgi = shop.wsgi:app", "shop.wsgi"),
        ("wsgi-file = shop/wsgi.py", "shop.wsgi"),
        ("wsgi-file = wsgi.py\ncallable = app", "wsgi"),
        ("module = shop.wsgi\nlazy-apps = false", "shop.wsgi"),
        ("module = shop.wsgi\nprocesses = 4\nmaster", "shop.wsgi"),
        ("module = shop.wsgi\nmodule = shop.other", "shop.other"),
        ("module = shop.wsgi\nlazy-apps = true", ""),
        ("module = shop.wsgi\nlazy-apps = 1", ""),
        ("module = shop.wsgi\nlazy-apps", ""),
        ("module = shop.wsgi\nlazy = true", ""),
        ("processes = 4", ""),
    ],
)
def test_uwsgi_configuration(root: Path, options: str, module: str) -> None:
    write(root, {"uwsgi.ini": f"[uwsgi]\n{options}\n"})
    assert preloaded_modules(root) == ({module: "uwsgi.ini"} if module else {})


def test_uwsgi_configuration_of_something_else(root: Path) -> None:
    write(root, {"uwsgi.ini": "[other]\nmodule = shop.wsgi\n"})
    assert preloaded_modules(root) == {}


# files that are broken

BROKEN = [
    b"\xff\xfe\x00gunicorn --preload",
    b"\0",
    b"gunicorn\n",
    b"gunicorn --preload '\n",
    b'uwsgi [[[ ]]] "\n',
    b"uwsgi --module\n",
    b"uwsgi -w\nuwsgi --wsgi=\nuwsgi --module=\n",
    b"[uwsgi\n",
    b"[uwsgi]\nmodule\nwsgi-file\nlazy\n",
    b"[uwsgi]\nmodule = %(here)s\nwsgi-file =\nlazy-apps =\n",
    b"no section = 1\n",
    b"def post_fork(\n",
    b"preload_app = \n",
    b"preload_app: bool = True\nwsgi_app = preload_app = 3\n",
    b"a.preload_app = wsgi_app[0] = True\n",
    b"wsgi_app = " + b"(" * 300 + b"1" + b")" * 300 + b"\n",
]
NAMES = (*GUNICORN_FILES, *COMMAND_FILES, "uwsgi.ini")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_broken_files_name_no_module_of_ours(root: Path, name: str, number: int) -> None:
    write(root, {name: BROKEN[number]})
    assert "shop.wsgi" not in preloaded_modules(root)
    assert settings_for(str(root / "shop" / "wsgi.py"), ast.parse("")).preloaded == ""


def test_a_broken_file_takes_no_other_with_it(root: Path) -> None:
    write(root, {"gunicorn.conf.py": "((", "uwsgi.ini": "[", "Procfile": "web: gunicorn --preload shop.wsgi:app\n"})
    assert preloaded_modules(root) == {"shop.wsgi": "Procfile"}


@pytest.mark.parametrize("name", NAMES)
def test_folders_of_these_names(root: Path, name: str) -> None:
    (root / name).mkdir()
    assert serving_root(root) is None
    assert preloaded_modules(root) == {}


@pytest.mark.parametrize("name", NAMES)
def test_pipes_of_these_names(root: Path, name: str) -> None:
    os.mkfifo(root / name)
    assert preloaded_modules(root) == {}


def test_the_configuration_is_not_executed(root: Path) -> None:
    write(root, {"gunicorn.conf.py": "open('executed', 'w')\n" + PRELOAD_APP})
    assert preloaded_modules(root) == {"shop.wsgi": "gunicorn.conf.py"}
    assert not (root / "executed").exists()
    assert not Path("executed").exists()


# where the files are looked for


@pytest.mark.parametrize("name", NAMES)
def test_the_nearest_folder_with_such_a_file(root: Path, name: str) -> None:
    write(root, {name: "", "services/shop/app/wsgi.py": ""})
    assert serving_root(root / "services" / "shop" / "app") == root
    write(root, {"services/shop/Procfile": ""})
    forget()
    assert serving_root(root / "services" / "shop" / "app") == root / "services" / "shop"
    assert serving_root(root / "services") == root


def test_the_repository_is_the_limit(root: Path) -> None:
    write(root, {"Procfile": "web: gunicorn --preload shop.wsgi:app\n", "vendored/.git": "gitdir: elsewhere\n"})
    assert serving_root(root / "vendored" / "shop") is None
    assert serving_root(root) == root


def test_a_folder_without_such_files(root: Path) -> None:
    assert serving_root(root) is None
    assert preloaded_modules(root) == {}


@pytest.mark.parametrize(
    ("application", "linted", "preloaded"),
    [
        ("shop.wsgi:app", "shop/wsgi.py", True),
        ("shop.wsgi:app", "shop/db.py", False),
        ("shop:app", "shop/__init__.py", True),
        ("shop.wsgi:app", "shop/wsgi_old.py", False),
        ("wsgi:app", "wsgi.py", True),
    ],
)
def test_the_file_that_shows_that_a_module_is_preloaded(
    root: Path, application: str, linted: str, preloaded: bool
) -> None:
    write(root, {"shop/__init__.py": "", "Procfile": f"web: gunicorn --preload {application}\n"})
    found = settings_for(str(root / linted), ast.parse("")).preloaded
    assert found == ("Procfile" if preloaded else "")
