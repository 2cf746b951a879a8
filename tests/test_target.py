"""Targets: hosts and ports of connection strings, and which targets are the same, different or neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_cb.flow.domain.target import Target, hosts_of, is_said_otherwise, is_same, parse_hosts
from flake8_cb.flow.domain.texts import with_default
from flake8_cb.flow.domain.values import NONE, Const, Symbol, Tuple, Value

HOST = Symbol("name", "HOST")
NAME = Symbol("name", "NAME")
BEER = Const.of("beer")
WINE = Const.of("wine")


def text(*parts: Value) -> Symbol:
    return Symbol("text", *parts)


STRINGS = [
    ("couchbase://h", {"h"}, None),
    ("couchbase://h/beer", {"h"}, "beer"),
    ("couchbase://h/", {"h"}, None),
    ("couchbase://h?timeout=4", {"h"}, None),
    ("couchbase://h/beer?timeout=4&x=/y", {"h"}, "beer"),
    ("couchbase://h,i/beer", {"h", "i"}, "beer"),
    ("couchbase://i;h", {"h", "i"}, None),
    ("couchbase://h, i", {"h", "i"}, None),
    ("couchbase://h,,i", {"h", "i"}, None),
    ("couchbases://h/beer", {"h"}, "beer"),
    ("couchbase+dnssrv://h", {"h"}, None),
    ("h", {"h"}, None),
    ("h,i/beer", {"h", "i"}, "beer"),
    ("http://h:8091/beer", {"h"}, "beer"),
    ("couchbase://h:11210", {"h"}, None),
    ("couchbases://h:11207", {"h"}, None),
    ("couchbase://h:9999", {"h:9999"}, None),
    ("couchbase://h:11210,i:9999", {"h", "i:9999"}, None),
    ("couchbase://127.0.0.1", {"127.0.0.1"}, None),
    ("couchbase://[::1]:11210", {"[::1]"}, None),
    ("couchbase:///beer", {"localhost"}, "beer"),
    ("couchbase://", {"localhost"}, None),
    ("", {"localhost"}, None),
]


@pytest.mark.parametrize(("text", "hosts", "bucket"), STRINGS)
def test_hosts_and_bucket_of_a_string(text: str, hosts: set[str], bucket: str | None) -> None:
    assert parse_hosts(text) == (frozenset(hosts), bucket)


@given(st.text())
def test_any_text_has_a_host(text: str) -> None:
    hosts, bucket = parse_hosts(text)
    assert hosts
    assert bucket != ""


@given(st.permutations(["a", "b:9999", "c:11210", "d"]))
def test_order_of_hosts_does_not_matter(hosts: list[str]) -> None:
    assert parse_hosts(f"couchbase://{','.join(hosts)}/beer") == (frozenset({"a", "b:9999", "c", "d"}), "beer")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(Const.of("couchbase://h/beer"), (frozenset({"h"}), BEER), id="text"),
        pytest.param(text(Const.of("couchbase://"), HOST), (HOST, None), id="host-unknown"),
        pytest.param(text(Const.of("couchbase://"), HOST, Const.of("/beer")), (HOST, BEER), id="bucket-known"),
        pytest.param(text(Const.of("couchbase://h/"), NAME), (frozenset({"h"}), NAME), id="bucket-unknown"),
        pytest.param(text(Const.of("couchbase://"), HOST, Const.of("/"), NAME), (HOST, NAME), id="both-unknown"),
        pytest.param(text(HOST, Const.of("/beer")), (HOST, BEER), id="scheme-unknown"),
        pytest.param(text(NAME, Const.of("://"), HOST, Const.of("/beer")), (HOST, BEER), id="scheme-and-host-unknown"),
        pytest.param(
            text(Const.of("couchbase://"), HOST, Const.of("?timeout="), NAME), (HOST, None), id="options-unknown"
        ),
        pytest.param(text(Const.of("couchbase://"), HOST, Const.of(":11210")), (HOST, None), id="default-port"),
        pytest.param(
            text(Const.of("couchbase://"), HOST, Const.of(":"), NAME),
            (text(HOST, Const.of(":"), NAME), None),
            id="port-unknown",
        ),
        pytest.param(
            text(Const.of("couchbase://h/beer-"), NAME),
            (frozenset({"h"}), text(Const.of("beer-"), NAME)),
            id="bucket-known-in-part",
        ),
        pytest.param(with_default(HOST, Const.of("h")), (HOST, None), id="default-where-nothing-is-set"),
        pytest.param(
            text(Const.of("couchbase://"), with_default(HOST, Const.of("h"))), (HOST, None), id="default-within"
        ),
        pytest.param(Tuple((Const.of("i"), Const.of("h:11210"))), (frozenset({"h", "i"}), None), id="list-of-hosts"),
        pytest.param(Tuple((Const.of("h"), HOST)), (Tuple((Const.of("h"), HOST)), None), id="one-host-unknown"),
        pytest.param(HOST, (HOST, None), id="expression"),
        pytest.param(None, (None, None), id="nothing"),
        pytest.param(NONE, (None, None), id="none"),
        pytest.param(Const.of(8091), (None, None), id="number"),
    ],
)
def test_hosts_of_a_value(value: Value | None, expected: object) -> None:
    assert hosts_of(value) == expected


def at(*hosts: str, bucket: Value | None = BEER, user: Value | None = None, family: str = "couchbase") -> Target:
    return Target(family, frozenset(hosts), bucket, user)


#: Of two expressions that are not the same it is not known whether what they stand for is.
SAME, DIFFERENT, OTHERWISE, UNKNOWN = "same", "different", "said otherwise", "unknown"

PAIRS = [
    pytest.param(at("h"), at("h"), SAME, id="equal"),
    pytest.param(at("h", "i"), at("i", "h"), SAME, id="order-of-hosts"),
    pytest.param(at("h", bucket=None), at("h", bucket=None), SAME, id="whole-cluster"),
    pytest.param(Target("couchbase", HOST, BEER), Target("couchbase", HOST, BEER), SAME, id="same-expression"),
    pytest.param(at("h", bucket=NAME), at("h", bucket=NAME), SAME, id="same-bucket-expression"),
    pytest.param(at("h", user=NAME), at("h"), SAME, id="user-on-one-side"),
    pytest.param(at("h", user=BEER), at("h", user=BEER), SAME, id="same-user"),
    pytest.param(at("h"), at("i"), DIFFERENT, id="other-host"),
    pytest.param(at("localhost"), at("127.0.0.1"), DIFFERENT, id="two-names-of-one-host"),
    pytest.param(at("h"), at("h", "i"), DIFFERENT, id="one-host-more"),
    pytest.param(at("h"), at("h", bucket=WINE), DIFFERENT, id="other-bucket"),
    pytest.param(at("h"), at("h", family="gcouchbase"), DIFFERENT, id="other-flavour"),
    pytest.param(Target("couchbase", None, BEER), Target("couchbase", None, WINE), DIFFERENT, id="hosts-unknown"),
    pytest.param(Target("couchbase", None, BEER), Target("couchbase", None, BEER), UNKNOWN, id="nobody-knows"),
    pytest.param(Target("couchbase", HOST, BEER), at("h"), OTHERWISE, id="expression-and-constant"),
    pytest.param(Target("couchbase", HOST, BEER), Target("couchbase", NAME, BEER), OTHERWISE, id="two-expressions"),
    pytest.param(at("h", bucket=NAME), at("h"), OTHERWISE, id="bucket-expression"),
    pytest.param(at("h", bucket=None), at("h"), UNKNOWN, id="cluster-and-bucket"),
]


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
def test_same_or_said_otherwise(one: Target, other: Target, expected: str, turned: bool) -> None:
    pair = (other, one) if turned else (one, other)
    assert is_same(*pair) == (expected == SAME)
    assert is_said_otherwise(*pair) == (expected in (DIFFERENT, OTHERWISE))


def test_users_that_differ_make_no_same_target() -> None:
    assert not is_same(at("h", user=BEER), at("h", user=WINE))


@pytest.mark.parametrize(
    ("target", "label"),
    [
        (at("h"), " 'beer'"),
        (at("i", "h", bucket=None), " 'h,i'"),
        (at("h", bucket=NAME), ""),
        (Target("couchbase", HOST), ""),
        (Target("couchbase", None), ""),
    ],
)
def test_label(target: Target, label: str) -> None:
    assert target.label == label
