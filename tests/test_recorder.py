"""The story of a module: what the recorder writes down while the machine executes it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from flake8_runs import ROOT

from flake8_cb.flow.runs.recorder import Recorder
from flake8_cb.pictures.reading import told
from flake8_cb.project.configuration import settings_for
from flake8_cb.rules.lint import lint, placed
from flake8_cb.settings import Settings

if TYPE_CHECKING:
    from flake8_cb.flow.story import Moment, Scene, Story

BUCKET = "from couchbase.bucket import Bucket\n"


def story_of(text: str, **settings: object) -> Story:
    given = Settings(sdk=2, **settings)
    _, story = told(*placed(ast.parse(text), given), given)
    assert story is not None
    return story


def scene_of(text: str, **settings: object) -> Scene:
    (scene,) = story_of(text, **settings).scenes
    return scene


def shown(scene: Scene) -> list[tuple[str, int, int]]:
    """Each moment as its kind, its lane and its line."""
    return [(each.kind, each.lane, each.place.line if each.place else 0) for each in scene.moments]


def the(scene: Scene, kind: str) -> Moment:
    (found,) = [each for each in scene.moments if each.kind == kind]
    return found


def test_life_from_open_to_close() -> None:
    story = story_of(BUCKET + "b = Bucket('couchbase://h/beers')\nb.get('x')\nb._close()\n")
    (scene,) = story.scenes
    assert shown(scene) == [("opens", 0, 2), ("uses", 0, 3), ("closes", 0, 4)]
    assert [each.label for each in story.lives] == ["Bucket 'beers'"]
    assert scene.kind == "module"
    assert not scene.left_open


def test_what_nothing_holds_any_more_ends_with_its_function() -> None:
    program = BUCKET + "def f():\n    b = Bucket('couchbase://h/beers')\n    b.get('x')\nf()\n"
    scene = scene_of(program)
    assert shown(scene) == [("opens", 0, 3), ("uses", 0, 4), ("drops", 0, 4)]
    assert the(scene, "drops").function == "f"
    assert [each.line for each in the(scene, "uses").way] == [5]


def test_what_stays_open_is_left_open() -> None:
    scene = scene_of(BUCKET + "b = Bucket('couchbase://h/beers')\nif unknown():\n    b._close()\n")
    assert scene.left_open == {0}
    assert the(scene, "closes").sometimes
    assert not the(scene, "opens").sometimes


def test_a_condition_that_is_known_is_none() -> None:
    scene = scene_of(BUCKET + "b = Bucket('couchbase://h/beers')\nif True:\n    b.get('x')\nb._close()\n")
    assert not the(scene, "uses").sometimes


def test_loop_is_told_once() -> None:
    scene = scene_of(BUCKET + "for name in unknown():\n    b = Bucket('couchbase://h/beers')\n    b.get(name)\n")
    assert [each.kind for each in scene.moments] == ["opens", "uses", "drops"]
    assert the(scene, "opens").repeats


FORK = """\
from multiprocessing import Process
def work():
    {work}
if __name__ == "__main__":
    b = Bucket("couchbase://h/beers")
    p = Process(target=work)
    p.start()
    p.join()
    b._close()
"""


def test_child_inherits_what_is_open() -> None:
    scene = scene_of(BUCKET + FORK.format(work="b.get('x')"), start_method="fork")
    assert shown(scene) == [("opens", 0, 6), ("forks", 0, 8), ("uses", 1, 4), ("waits", 0, 9), ("closes", 0, 10)]
    assert the(scene, "forks").crossing == (0,)
    assert the(scene, "uses").inherited
    assert [(each.kind, each.title, each.parent) for each in scene.lanes] == [
        ("main", "", None),
        ("process", "work()", 0),
    ]
    assert scene.kind == "script"


def test_spawned_process_inherits_nothing() -> None:
    scene = scene_of(BUCKET + FORK.format(work="pass"), start_method="spawn")
    assert the(scene, "spawns").crossing == ()


def test_fork_by_hand_has_a_lane_for_each_process() -> None:
    scene = scene_of(
        BUCKET + "import os\nb = Bucket('couchbase://h/beers')\npid = os.fork()\n"
        "if pid == 0:\n    b.get('child')\n    os._exit(0)\nb.get('parent')\n"
    )
    assert shown(scene)[:4] == [("opens", 0, 3), ("forks", 0, 4), ("uses", 1, 6), ("uses", 0, 8)]
    assert not any(each.sometimes for each in scene.moments)


def test_thread_is_started_and_waited_for() -> None:
    scene = scene_of(
        BUCKET + "from threading import Thread\ndef work(b):\n    b.get('x')\n"
        "b = Bucket('couchbase://h/beers')\nt = Thread(target=work, args=(b,))\nt.start()\nt.join()\nb._close()\n"
    )
    assert shown(scene) == [("opens", 0, 5), ("starts", 0, 7), ("uses", 1, 4), ("waits", 0, 8), ("closes", 0, 9)]
    assert scene.lanes[1].kind == "thread"


def test_executor_ends_its_tasks() -> None:
    scene = scene_of(
        BUCKET + "from concurrent.futures import ThreadPoolExecutor\ndef work(b):\n    b.get('x')\n"
        "b = Bucket('couchbase://h/beers')\nwith ThreadPoolExecutor() as pool:\n    pool.submit(work, b)\nb._close()\n"
    )
    assert [each.kind for each in scene.moments] == ["opens", "starts", "uses", "waits", "closes"]
    assert the(scene, "waits").other == 1


def test_use_after_the_close_is_late() -> None:
    scene = scene_of(BUCKET + "b = Bucket('couchbase://h/beers')\nb._close()\nb.get('x')\n")
    assert the(scene, "uses").late


def test_entry_points_are_scenes_of_their_own() -> None:
    story = story_of(
        BUCKET + "class Repo:\n    def __init__(self):\n        self.b = Bucket('couchbase://h/beers')\n"
        "    def get(self, key):\n        return self.b.get(key)\n"
    )
    assert [each.title for each in story.scenes] == ["Repo()", "Repo.get()"]
    assert story.scenes[1].already == (0,)
    assert story.scenes[1].left_open == {0}


def test_parameter_comes_from_outside() -> None:
    story = story_of(BUCKET + "def f(b: Bucket):\n    b.get('x')\n")
    assert [each.opened for each in story.lives] == [None]
    assert story.scenes[0].already == (0,)


def test_other_file_is_named(tmp_path) -> None:
    (tmp_path / "db.py").write_text(BUCKET + "def connect():\n    return Bucket('couchbase://h/beers')\n")
    path = tmp_path / "app.py"
    text = "from db import connect\nb = connect()\nb.get('x')\n"
    settings = settings_for(str(path), ast.parse(text))
    _, story = told(*placed(ast.parse(text), settings, path, text=text), settings)
    assert story is not None
    opened = the(story.scenes[0], "opens").place
    assert opened is not None
    assert (opened.line, opened.elsewhere) == (2, "db.py line 3")


def test_what_is_only_tried_out_is_not_told() -> None:
    """A second call of a function is followed to see what it opens anew, and a dropped coroutine to see what it did."""
    story = story_of(BUCKET + "def f():\n    b = Bucket('couchbase://h/beers')\n    b.get('x')\n")
    assert [each.kind for each in story.scenes[0].moments] == ["opens", "uses", "drops"]
    assert len(story.lives) == 1


def test_a_scene_has_a_bound() -> None:
    calls = "".join(f"b.get('{number}')\n" for number in range(600))
    scene = scene_of(f"{BUCKET}b = Bucket('couchbase://h/beers')\n{calls}")
    assert len(scene.moments) == 400
    assert scene.left_out == 201


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.stem)
def test_findings_are_those_of_an_ordinary_run(path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = ast.parse(path.read_text())
    settings = settings_for(str(path), tree)
    findings, story = told(*placed(tree, settings, path), settings)
    assert story is not None
    assert story.lives
    # An ordinary run knows nothing of recorders.
    monkeypatch.setattr(Recorder, "__init__", None)
    assert lint(tree, settings, path) == findings
