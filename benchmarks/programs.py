"""Programs of any size, for the growth of the cost: each ends with a hazard that must still be found."""

from __future__ import annotations

from collections.abc import Callable

#: The files of a program by their names; the file that is linted is ``program.py``.
Program = dict[str, str]

_OPEN = """\
import os
import sys

from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

"""

_CONNECT = 'Cluster("couchbase://db{0}.example.com", ClusterOptions.create("app", "secret"))'

#: CB302, at the end of all that happened before.
_HAZARD = """\
    cluster.close()
    print(collection.get("last").value)


if __name__ == "__main__":
    main(sys.argv[1:])
"""

_MAIN = """\


def main(arguments):
    cluster = Cluster("couchbase://db.example.com", ClusterOptions.create("app", "secret"))
    collection = cluster.bucket("beers").default_collection()
"""


def functions(count: int) -> Program:
    """Eight functions for each of ``count``, all of which work on a collection and are called in a row."""
    texts = [
        f"""\


def rate_{number}(collection, name, stars):
    beer = collection.get(name).content_as[dict]
    if stars > beer.get("most", {number}):
        beer["most"] = stars
    try:
        collection.upsert(name, beer)
    except ValueError as error:
        print("not kept", name, error)
        return None
    return beer
"""
        for number in range(8 * count)
    ]
    calls = [f"    rate_{number}(collection, arguments[0], {number})\n" for number in range(8 * count)]
    return {"program.py": "".join([_OPEN, *texts, _MAIN, *calls, _HAZARD])}


def modules(count: int) -> Program:
    """Four modules for each of ``count``, each of which uses those below it."""
    files = {
        "app/__init__.py": "",
        "app/db.py": "from couchbase.cluster import Cluster\nfrom couchbase.options import ClusterOptions\n\n\n"
        "def connect(name):\n"
        '    return Cluster(f"couchbase://{name}.example.com", ClusterOptions.create("app", "secret"))\n',
        "app/part0.py": "def total(collection, names):\n    return len([collection.get(name) for name in names])\n",
    }
    for number in range(1, 4 * count):
        below = sorted({number - 1, number // 2, number // 3})
        imports = "".join(f"from app import part{each}\n" for each in below)
        sums = " + ".join(f"part{each}.LIMIT" if each else "1" for each in below)
        files[f"app/part{number}.py"] = (
            f"from app.db import connect\n{imports}\nLIMIT = {sums}\n\n\n"
            f"def total(collection, names):\n    collection.touch(names[0], {number})\n"
            f"    return part{number // 2}.total(collection, names[1:])\n\n\n"
            f"def alone(names):\n    cluster = connect('part{number}')\n"
            f"    print(total(cluster.bucket('beers').default_collection(), names))\n    cluster.close()\n"
        )
    calls = "".join(f"    part{number}.total(collection, arguments)\n" for number in range(4 * count))
    imports = "".join(f"from app import part{number}\n" for number in range(4 * count))
    return {**files, "program.py": f"{_OPEN}{imports}{_MAIN}{calls}{_HAZARD}"}


def call_depth(count: int) -> Program:
    """Calls within one another, two at each level."""
    texts = ["\n\ndef step_0(collection, name):\n    return collection.get(name)\n"]
    texts += [
        f"\n\ndef step_{number}(collection, name):\n    first = step_{number - 1}(collection, name)\n"
        f"    return first or step_{number - 1}(collection, name + 'x')\n"
        for number in range(1, count)
    ]
    return {"program.py": "".join([_OPEN, *texts, _MAIN, f"    step_{count - 1}(collection, 'a')\n", _HAZARD])}


def branches(count: int) -> Program:
    """Branches in a row, after each of which other things are known."""
    texts = [
        f"""\
    if arguments[{number}] == "skip":
        kept_{number} = None
    elif arguments[{number}]:
        kept_{number} = collection.get(arguments[{number}])
    else:
        kept_{number} = collection
"""
        for number in range(count)
    ]
    return {"program.py": "".join([_OPEN, _MAIN, *texts, _HAZARD])}


def classes(count: int) -> Program:
    """Classes in a chain, each of which adds to what its base does."""
    base = (
        "\n\nclass Store0:\n    def __init__(self, collection):\n        self.collection = collection\n\n"
        "    def load(self, name):\n        return self.collection.get(name)\n"
    )
    texts = [
        f"""\


class Store{number}(Store{number - 1}):
    def __init__(self, collection):
        super().__init__(collection)
        self.level_{number} = {number}

    def load(self, name):
        found = super().load(name)
        return found or self.other_{number}(name)

    def other_{number}(self, name):
        return self.collection.get_any_replica(name)
"""
        for number in range(1, count)
    ]
    use = f"    store = Store{count - 1}(collection)\n    store.load('a')\n"
    return {"program.py": "".join([_OPEN, base, *texts, _MAIN, use, _HAZARD])}


def connections(count: int) -> Program:
    """Connections that are open side by side, each to a cluster of its own."""
    opened = [
        f"    cluster_{number} = {_CONNECT.format(number)}\n"
        f"    collection_{number} = cluster_{number}.bucket('beers').default_collection()\n"
        for number in range(count)
    ]
    used = [f"    collection_{number}.upsert('a', collection.get('a').value)\n" for number in range(count)]
    closed = [f"    cluster_{number}.close()\n" for number in range(count)]
    return {"program.py": "".join([_OPEN, _MAIN, *opened, *used, *closed, _HAZARD])}


def awaitables(count: int) -> Program:
    """Coroutines that are waited for together, each of which ends in several ways."""
    text = """\
import asyncio
import sys

from acouchbase.cluster import Cluster
from couchbase.options import ClusterOptions


async def load(collection, name):
    for _ in range(3):
        try:
            found = await collection.get(name)
            return found.content_as[dict]
        except TimeoutError:
            continue
        except ValueError:
            break
    return {}


async def main(arguments):
    cluster = await Cluster.connect("couchbase://db.example.com", ClusterOptions.create("app", "secret"))
    collection = cluster.bucket("beers").default_collection()
    first, *others = await asyncio.gather(
{0}
    )
    await cluster.close()
    print(first, others, await collection.get("last"))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
"""
    return {
        "program.py": text.replace("{0}", "\n".join(f"        load(collection, '{each}')," for each in range(count)))
    }


PROGRAMS: dict[str, Callable[[int], Program]] = {
    "functions": functions,
    "modules": modules,
    "call depth": call_depth,
    "branches in a row": branches,
    "classes in a chain": classes,
    "connections": connections,
    "awaitables": awaitables,
}
