"""The variants of the fixtures change what they should, and nothing else."""

from __future__ import annotations

from textwrap import dedent

import pytest
from expectations import Expectation, FixtureError, expectations
from variants import (
    NotApplicableError,
    renamed,
    silenced,
    with_aliases,
    with_dotted_imports,
    with_local_imports,
    wrapped,
)


def program(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_aliases() -> None:
    source = program(
        """
        import multiprocessing
        from couchbase.bucket import Bucket
        b = Bucket("x")
        multiprocessing.Process(target=print).start()  # CB101
        """
    )
    assert with_aliases(source) == program(
        """
        from multiprocessing import Process as multiprocessing_Process_alias
        from couchbase.bucket import Bucket as Bucket_alias
        b = Bucket_alias("x")
        multiprocessing_Process_alias(target=print).start()  # CB101
        """
    )


def test_a_module_used_as_a_value_keeps_its_import() -> None:
    with pytest.raises(NotApplicableError):
        with_aliases("import multiprocessing\nprint(multiprocessing)\n")


def test_a_fallback_keeps_its_imports() -> None:
    source = program(
        """
        try:
            from multiprocess import Process
        except ImportError:
            from multiprocessing import Process
        Process().start()
        """
    )
    for variant in (with_aliases, with_dotted_imports):
        with pytest.raises(NotApplicableError):
            variant(source)


def test_dotted() -> None:
    source = program(
        """
        from concurrent import futures
        from couchbase import Couchbase, bucket as sdk
        from elsewhere import url
        with futures.ProcessPoolExecutor() as pool:
            sdk.Bucket(url), Couchbase.connect(f"{sdk.Bucket}")
        """
    )
    assert with_dotted_imports(source) == program(
        """
        import concurrent.futures
        import couchbase; import couchbase.bucket
        from elsewhere import url
        with concurrent.futures.ProcessPoolExecutor() as pool:
            couchbase.bucket.Bucket(url), couchbase.Couchbase.connect(f"{couchbase.bucket.Bucket}")
        """
    )


def test_local_imports() -> None:
    source = program(
        """
        import os, sys
        from couchbase.bucket import Bucket

        def open_it(kind: type[Bucket]):
            \"\"\"Open it.\"\"\"
            return Bucket(os.environ["X"])

        def leave(): sys.exit(os.EX_OK)
        """
    )
    assert with_local_imports(source) == program(
        """
        pass
        from couchbase.bucket import Bucket

        def open_it(kind: type[Bucket]):
            \"\"\"Open it.\"\"\"
            import os
            from couchbase.bucket import Bucket
            return Bucket(os.environ["X"])

        def leave(): import os; import sys; sys.exit(os.EX_OK)
        """
    )


def test_wrapped() -> None:
    source = program(
        """
        text = \"\"\"
        as it is
        \"\"\"
        def f():
            global text
            text = 1  # CB201
        f()
        """
    )
    assert wrapped(source) == (
        'def whole():\n    text = """\nas it is\n"""\n    def f():\n        nonlocal text\n'
        "        text = 1  # CB201\n    f()\n\n\nwhole()\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        "# not-wrapped: it says so\nx = 1\n",
        "from __future__ import annotations\n",
        "from os import *\n",
        "def f():\n    global only_here\n    only_here = 1\n",
        "x = 1\ndef f():\n    x = 2\n    def g():\n        global x\n        x = 3\n",
        "x = 1\nclass C:\n    x = x\n",
    ],
)
def test_not_to_be_wrapped(source: str) -> None:
    with pytest.raises(NotApplicableError):
        wrapped(source)


def test_renamed() -> None:
    source = program(
        """
        from couchbase.bucket import Bucket
        LIMIT = 3
        class Store:
            table = LIMIT
            def __init__(self, url, key):
                self._bucket = Bucket(url, username=key)
                self.get = self.table
            def look_up(self, word, *, deep=False):
                return self._bucket.get(word)
        def main(url):
            store = Store(url, key="k")
            try:
                return [store.look_up(word=w, deep=True) for w in "ab"]
            except OSError as error:
                print(f"{error} {LIMIT!r}")
            match url:
                case [first, *others]:
                    return first, others, getattr(store, "get")
        """
    )
    assert renamed(source) == program(
        """
        from couchbase.bucket import Bucket
        ITEM1 = 3
        class Thing2:
            item3 = ITEM1
            def __init__(self, item4, item5):
                self._item6 = Bucket(item4, username=item5)
                self.get = self.item3
            def item7(self, item8, *, item9=False):
                return self._item6.get(item8)
        def main(item4):
            item10 = Thing2(item4, item5="k")
            try:
                return [item10.item7(item8=item11, item9=True) for item11 in "ab"]
            except OSError as item12:
                print(f"{item12} {ITEM1!r}")
            match item4:
                case [item13, *item14]:
                    return item13, item14, getattr(item10, "get")
        """
    )


def test_silenced() -> None:
    source = 'a = 1  # CB101: "opened on line 4" # CB201\nb = 2  # CB202 missed\nc = "# CB101"\n'
    assert silenced(source) == 'a = 1  # noqa: CB101,CB201\nb = 2  # CB202 missed\nc = "# CB101"\n'


def test_expectations() -> None:
    assert expectations('a  # CB101: "opened on line 4" # CB201\nb  # CB202 missed\n') == [
        Expectation(1, "CB101", "opened on line 4"),
        Expectation(1, "CB201"),
        Expectation(2, "CB202", limit="missed"),
    ]
    with pytest.raises(FixtureError):
        expectations("a  # CB1: no code\n")
