"""Which generations a module fits: what its imports, its idioms and the settings say."""

from __future__ import annotations

import ast

import pytest

from flake8_cb.sdk.generations import possible_generations
from flake8_cb.settings import Settings

SNIPPETS = [
    pytest.param("import os", {4}, id="nothing-of-the-sdk"),
    pytest.param("import couchbase", {2, 3, 4}, id="the-package-alone"),
    pytest.param("from couchbase.cluster import Cluster", {2, 3, 4}, id="name-of-all-generations"),
    pytest.param("from couchbase.cluster import Cluster, PasswordAuthenticator", {2, 3, 4}, id="accidental-name"),
    pytest.param("from couchbase import Couchbase", {2}, id="couchbase-class"),
    pytest.param("from couchbase import LOCKMODE_WAIT", {2}, id="lock-mode-constant"),
    pytest.param("from couchbase.connection import Connection", {2}, id="connection"),
    pytest.param("from couchbase.admin import Admin", {2}, id="admin"),
    pytest.param("import couchbase.experimental\ncouchbase.experimental.enable()", {2}, id="experimental"),
    pytest.param("from acouchbase.bucket import Bucket\nBucket('couchbase://h/b')", {2}, id="bucket-of-acouchbase"),
    pytest.param("from gcouchbase.bucket import Bucket", {2}, id="gevent"),
    pytest.param("from txcouchbase.bucket import RawBucket", {2}, id="twisted-raw"),
    pytest.param("from couchbase.exceptions import NotFoundError", {2}, id="exception-of-2"),
    pytest.param("from couchbase.cluster import ClassicAuthenticator", {2, 3}, id="classic-authenticator"),
    pytest.param(
        "import couchbase.exceptions as E\ntry:\n    go()\nexcept E.KeyExistsError:\n    pass",
        {2},
        id="alias",
    ),
    pytest.param("from couchbase import exceptions\nexceptions.DocumentNotFoundException", {3, 4}, id="submodule"),
    pytest.param("from couchbase_core.client import Client", {3}, id="core"),
    pytest.param("from couchbase.management.admin import Admin", {3}, id="management-admin"),
    pytest.param("from acouchbase.cluster import ACluster", {3}, id="acluster"),
    pytest.param("from txcouchbase.cluster import TxSyncCluster", {3}, id="twisted-sync"),
    pytest.param("from couchbase.options import LockMode", {3}, id="lock-mode-class"),
    pytest.param("from couchbase.cluster import ClusterOptions", {3, 4}, id="options-of-cluster"),
    pytest.param("from couchbase.auth import PasswordAuthenticator", {3, 4}, id="auth"),
    pytest.param("from couchbase.options import ClusterOptions", {4}, id="options"),
    pytest.param(
        "try:\n    from couchbase.auth import PasswordAuthenticator\nexcept ImportError:\n    pass\n"
        "try:\n    from couchbase.options import GetMultiOptions\nexcept ImportError:\n    pass\n"
        "try:\n    from couchbase_core._libcouchbase import FMT_JSON\nexcept ImportError:\n    pass\n",
        {3, 4},
        id="optional-names-of-two-generations",
    ),
    pytest.param("from couchbase.scope import Scope", {4}, id="scope"),
    pytest.param("from couchbase.transactions import Transactions", {4}, id="transactions"),
    pytest.param("from couchbase.logic.n1ql import QueryScanConsistency", {4}, id="internals-of-4"),
    pytest.param("from acouchbase.collection import AsyncCollection", {4}, id="async-collection"),
    pytest.param(
        "from couchbase_columnar.cluster import Cluster\nc = Cluster(a, b)\nc.close()",
        {4},
        id="columnar",
    ),
    pytest.param("from couchbase.cluster import no_such_name", {2, 3, 4}, id="unknown-name"),
    pytest.param(
        "from couchbase.admin import Admin\nfrom couchbase.cluster import no_such_name",
        {2},
        id="unknown-beside",
    ),
    pytest.param("from couchbase.admin import *", {2}, id="star"),
    pytest.param("from .couchbase.admin import Admin", {4}, id="relative"),
    pytest.param("from couchbase.bucket import Bucket\nBucket('couchbase://h/b')", {2, 3}, id="bucket-of-a-string"),
    pytest.param(
        "from couchbase.bucket import Bucket\nBucket(f'couchbase://{h}/b', password=p)", {2, 3}, id="bucket-f"
    ),
    pytest.param("from couchbase.bucket import Bucket\nBucket(connection_string=cs)", {2, 3}, id="bucket-keyword"),
    pytest.param("from couchbase.bucket import Bucket\nBucket(address, name)", {2, 3, 4}, id="bucket-of-two"),
    pytest.param(
        "from couchbase.bucket import Bucket\nfrom couchbase.cluster import Cluster\n"
        "cluster = Cluster(a, b)\nBucket(cluster, 'b')",
        {4},
        id="bucket-of-a-cluster",
    ),
    pytest.param(
        "from couchbase.cluster import Cluster\nc = Cluster('couchbase://h')\nc.open_bucket('b')",
        {2},
        id="open",
    ),
    pytest.param("from couchbase.cluster import Cluster\nc = Cluster(cs)", {2}, id="cluster-without-authenticator"),
    pytest.param("from couchbase.cluster import Cluster\nc = Cluster(cs, options)", {2, 3, 4}, id="cluster-of-two"),
    pytest.param("from couchbase.cluster import Cluster\nc = Cluster(*how)", {2, 3, 4}, id="cluster-unpacked"),
    pytest.param("from couchbase.cluster import Cluster\nc = Cluster(cs, authenticator=a)", {3, 4}, id="authenticator"),
    pytest.param("from couchbase.cluster import Cluster\nc = Cluster.connect(cs, o)", {3, 4}, id="connect"),
    pytest.param("from couchbase.cluster import Cluster\nc = Cluster(cs, o)\nc.disconnect()", {3}, id="disconnect"),
    pytest.param("from couchbase.cluster import Cluster\nc = Cluster(cs, o)\nc.close()", {4}, id="close"),
    pytest.param(
        "from couchbase.cluster import Cluster\nother.disconnect()\nf().close()",
        {2, 3, 4},
        id="not-a-cluster",
    ),
    pytest.param(
        "from acouchbase.cluster import Cluster\nasync def go(self):\n"
        "    self.c: Cluster = await Cluster.connect(cs, o)\n    await self.c.close()",
        {4},
        id="awaited",
    ),
    pytest.param(
        "from couchbase.cluster import Cluster\nc = Cluster.connect(cs, o)\nb = c.bucket('b')\nb.close()",
        {4},
        id="bucket-close",
    ),
    pytest.param("from couchbase.cluster import Cluster\nb.default_collection()", {3, 4}, id="default-collection"),
    pytest.param("from couchbase.cluster import Cluster\nb.n1ql_query(q)", {2}, id="n1ql-query"),
    pytest.param(
        "from couchbase.cluster import Cluster\ndef open_bucket(): ...\nutil.open_bucket()",
        {2, 3, 4},
        id="own-open-bucket",
    ),
    pytest.param(
        "from couchbase.options import ClusterOptions\ncluster.open_bucket('b')",
        {4},
        id="imports-before-idioms",
    ),
    pytest.param(
        "try:\n    from couchbase.bucket import Bucket, LOCKMODE_WAIT\nexcept ImportError:\n"
        "    from couchbase.options import ClusterOptions",
        {2, 4},
        id="either-arm",
    ),
    pytest.param(
        "try:\n    from couchbase.admin import Admin\nexcept ImportError:\n    try:\n"
        "        from couchbase_core.client import Client\n    except ImportError:\n"
        "        from couchbase.scope import Scope",
        {2, 3, 4},
        id="nested-arms",
    ),
    pytest.param(
        "try:\n    from couchbase.scope import Scope\nexcept ImportError:\n    Scope = None",
        {4},
        id="optional-sdk",
    ),
    pytest.param(
        "from couchbase.auth import Authenticator\ntry:\n    from couchbase.scope import Scope\n"
        "except ImportError:\n"
        "    Scope = None",
        {3, 4},
        id="optional-name",
    ),
    pytest.param(
        "from couchbase.auth import Authenticator\ntry:\n    from couchbase.scope import Scope\n"
        "except ImportError:\n"
        "    raise SystemExit('too old')",
        {4},
        id="required-name",
    ),
    pytest.param(
        "def go():\n    try:\n        from couchbase.scope import Scope\n        work()\n"
        "    except Exception:\n"
        "        report()",
        {4},
        id="no-trial-of-imports",
    ),
]


@pytest.mark.parametrize(("source", "expected"), SNIPPETS)
def test_what_the_code_fits(source: str, expected: set[int]) -> None:
    assert possible_generations(ast.parse(source), Settings()) == expected


def test_the_option_goes_before_everything() -> None:
    settings = Settings(sdk=4, declared_generations=frozenset({2}))
    assert possible_generations(ast.parse("from couchbase.admin import Admin"), settings) == {4}


@pytest.mark.parametrize(
    ("source", "declared", "expected"),
    [
        ("from couchbase.cluster import Cluster", {3, 4}, {3, 4}),
        ("from couchbase.options import ClusterOptions", {3, 4}, {4}),
        ("from couchbase.admin import Admin", {3, 4}, {3, 4}),  # the pin is right and the file is stale
        ("from couchbase.cluster import Cluster\nc = Cluster(cs)", {3, 4}, {3, 4}),
        ("from couchbase.admin import Admin", {4}, {4}),
    ],
)
def test_pins_are_narrowed_by_the_code(source: str, declared: set[int], expected: set[int]) -> None:
    settings = Settings(declared_generations=frozenset(declared))
    assert possible_generations(ast.parse(source), settings) == expected


def test_a_package_of_the_project_is_not_the_sdk() -> None:
    settings = Settings(shadowed=frozenset({"couchbase"}))
    # Without an import of the SDK one generation stands for all.
    assert possible_generations(ast.parse("from couchbase.admin import Admin"), settings) == {4}


UNDECIDED = "from couchbase.cluster import Cluster"
NOTHING = "import os"


@pytest.mark.parametrize(
    ("source", "others", "expected"),
    [
        pytest.param(NOTHING, ["from couchbase.admin import Admin"], {2}, id="the-file-says-nothing"),
        pytest.param(NOTHING, [UNDECIDED], {2, 3, 4}, id="nobody-decides"),
        pytest.param(NOTHING, [NOTHING], {4}, id="nobody-imports-the-sdk"),
        pytest.param(UNDECIDED, ["from couchbase.scope import Scope"], {4}, id="the-other-decides"),
        pytest.param(UNDECIDED, [NOTHING, "from couchbase.scope import Scope"], {4}, id="the-one-behind-decides"),
        pytest.param(
            "from couchbase.admin import Admin", ["from couchbase.scope import Scope"], {2}, id="own-code-wins"
        ),
        pytest.param(
            NOTHING, ["from couchbase.admin import Admin", "from couchbase.scope import Scope"], {2}, id="nearest-wins"
        ),
        pytest.param(
            "from couchbase.cluster import ClusterOptions",
            ["from couchbase.cluster import ClassicAuthenticator"],
            {3},
            id="both-together",
        ),
        pytest.param(
            "from couchbase.cluster import ClusterOptions",
            ["from couchbase.admin import Admin"],
            {3, 4},
            id="what-contradicts-is-left-out",
        ),
        pytest.param(UNDECIDED, ["from couchbase.bucket import Bucket\nBucket(f'x')"], {2, 3}, id="idioms-count-too"),
        pytest.param(
            UNDECIDED,
            ["try:\n    from couchbase.scope import Scope\nexcept ImportError:\n    Scope = None"],
            {4},
            id="an-optional-import-counts",
        ),
    ],
)
def test_other_modules_are_asked_where_the_file_does_not_decide(
    source: str, others: list[str], expected: set[int]
) -> None:
    below = [(ast.parse(each), frozenset[str]()) for each in others]
    assert possible_generations(ast.parse(source), Settings(), below) == expected


def test_other_modules_do_not_widen_what_is_pinned() -> None:
    settings = Settings(declared_generations=frozenset({3, 4}))
    below = [(ast.parse("from couchbase.admin import Admin"), frozenset[str]())]
    assert possible_generations(ast.parse(UNDECIDED), settings, below) == {3, 4}
    assert possible_generations(ast.parse(NOTHING), Settings(sdk=3), below) == {3}


def test_other_modules_have_names_of_their_own() -> None:
    below = [(ast.parse("from couchbase.admin import Admin"), frozenset({"couchbase"}))]
    assert possible_generations(ast.parse(UNDECIDED), Settings(), below) == {2, 3, 4}
    assert possible_generations(ast.parse(NOTHING), Settings(), below) == {4}


def test_depth_is_no_limit() -> None:
    nested = ast.Expr(ast.Name("x", ast.Load()))
    tree = ast.parse("from couchbase.admin import Admin")
    for _ in range(20_000):
        nested = ast.Expr(ast.Attribute(nested.value, "a", ast.Load()))
    tree.body.append(nested)
    assert possible_generations(tree, Settings()) == {2}
