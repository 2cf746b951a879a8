"""Connection strings: their grammar, and what each generation accepts in them (SDK_FACTS 2.7, 3.7, 4.7 and 5.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_cb.sdk.connection_strings import OPTIONS, RENAMED, SCHEMES, UNKNOWN, ConnectionString, parse, problems

TAKEN_APART = [
    ("couchbase://h", ConnectionString("couchbase", "h", None, ())),
    ("couchbase://h,i:11210/beer", ConnectionString("couchbase", "h,i:11210", "beer", ())),
    ("couchbase://h/", ConnectionString("couchbase", "h", "", ())),
    ("couchbases://h?certpath=/a/b.pem", ConnectionString("couchbases", "h", None, (("certpath", "/a/b.pem"),))),
    (
        "couchbase://h/beer?timeout=4&x=a=b",
        ConnectionString("couchbase", "h", "beer", (("timeout", "4"), ("x", "a=b"))),
    ),
    ("couchbase://h?certpath=%2Ftmp%2Fa", ConnectionString("couchbase", "h", None, (("certpath", "/tmp/a"),))),
    ("couchbase://h?timeout", ConnectionString("couchbase", "h", None, (("timeout", None),))),
    ("couchbase://h?timeout=", ConnectionString("couchbase", "h", None, (("timeout", ""),))),
    ("couchbase://h?&&", ConnectionString("couchbase", "h", None, ())),
    ("couchbase+dnssrv://h", ConnectionString("couchbase+dnssrv", "h", None, ())),
    ("h", ConnectionString("", "h", None, ())),
    ("h:8091/beer", ConnectionString("", "h:8091", "beer", ())),
    ("", ConnectionString("", "", None, ())),
    (UNKNOWN, ConnectionString(None, UNKNOWN, None, ())),
    (f"{UNKNOWN}://h", ConnectionString(None, "h", None, ())),
    (f"{UNKNOWN}?timeout=4", ConnectionString(None, UNKNOWN, None, (("timeout", "4"),))),
    (
        f"couchbase://{UNKNOWN}/beer?timeout={UNKNOWN}",
        ConnectionString("couchbase", UNKNOWN, "beer", (("timeout", UNKNOWN),)),
    ),
]


@pytest.mark.parametrize(("text", "expected"), TAKEN_APART)
def test_a_string_is_taken_apart(text: str, expected: ConnectionString) -> None:
    assert parse(text) == expected


def told(text: str, generation: int, *, for_cluster: bool = False, encrypted: bool = False) -> list[tuple[str, str]]:
    """Return what is wrong with a string: of which kind, and in which part."""
    found = problems(text, generation, for_cluster=for_cluster, encrypted=encrypted)
    return [(each.kind, each.part) for each in found]


@given(st.text(), st.sampled_from([2, 3, 4]), st.booleans())
def test_any_text_can_be_judged(text: str, generation: int, for_cluster: bool) -> None:
    problems(text, generation, for_cluster=for_cluster)


@given(st.text(), st.sampled_from([2, 3, 4]))
def test_nothing_is_said_of_what_is_not_known(text: str, generation: int) -> None:
    assert problems(UNKNOWN + text.replace("?", ""), generation, for_cluster=True) == []


FINE = [
    *[(f"{scheme}://h", generation) for generation, schemes in SCHEMES.items() for scheme in schemes],
    *[(text, generation) for text in ("h", "h,i", "h:11210", "", "127.0.0.1") for generation in (2, 3, 4)],
    *[("couchbase://h:8091", generation) for generation in (2, 3, 4)],
    ("couchbase://h?operation_timeout=4.5", 2),
    ("couchbase://h?timeout=4", 2),
    ("couchbase://h?timeout=4s", 2),
    ("couchbase://h?operation_timeout=.5", 3),
    ("couchbase://h?operation_timeout=2500ms", 3),
    ("couchbase://h?n1ql_timeout=60", 2),
    ("couchbase://h?query_timeout=60&enable_mutation_tokens=true", 3),
    ("couchbase://h?fetch_mutation_tokens=true", 2),
    ("couchbase://h?enable_tracing=off&log_redaction=on&tcp_nodelay=1&metrics=0", 2),
    ("couchbase://h?bootstrap_on=http&config_total_timeout=30", 2),
    ("couchbase://h?ssl=no_verify", 2),
    ("couchbase://h?compression=inflate_only&compression_min_size=100&compression_min_ratio=0.8", 3),
    ("couchbase://h?retry_policy=topochange:get", 2),
    ("couchbase://h?ipv6=allow&network=external&client_string=me", 2),
    ("couchbases://h?certpath=/a&keypath=/b&truststorepath=/c", 2),
    ("couchbases+dnssrv://h?certpath=/a", 3),
    ("couchbases://h?certpath=/a", 4),
    ("https://h?cert_path=/a", 4),
    ("couchbase://h?enable_tls=true&trust_store_path=/a", 4),
    ("couchbase://h?enable_dns_srv=false&show_queries=TRUE&network=external&max_http_connections=4", 4),
    ("couchbase://h?tls_verify=none&ip_protocol=force_ipv4&sasl_mech_force=PLAIN", 4),
    ("couchbase://h?ssl=no_verify", 4),
    ("couchbase://h?user=me&password=secret", 2),
    (f"couchbase://{UNKNOWN}", 2),
    (f"couchbase://{UNKNOWN}?timeout={UNKNOWN}&{UNKNOWN}=3&ipv6={UNKNOWN}", 2),
    (f"couchbase://{UNKNOWN}?{UNKNOWN}", 3),
    (f"couchbase://h?{UNKNOWN}timeout=4", 4),
    (f"{UNKNOWN}?certpath=/a", 2),
]


@pytest.mark.parametrize(("text", "generation"), FINE)
def test_fine_strings(text: str, generation: int) -> None:
    assert told(text, generation) == []


SCHEMES_THAT_ARE_NONE = [
    ("https://h", 2, "https://", "couchbases"),
    ("https://h", 3, "https://", "couchbases"),
    ("COUCHBASE://h", 2, "COUCHBASE://", "couchbase"),
    ("couchbse://h", 2, "couchbse://", "couchbase"),
    ("couchbasess://h", 3, "couchbasess://", "couchbases"),
    ("cb://h", 4, "cb://", "couchbase"),
    ("mongodb://h", 4, "mongodb://", "couchbase"),
    ("couchbase+dnssrv://h", 4, "couchbase+dnssrv://", "couchbase"),
    ("memcached://h", 4, "memcached://", "couchbase"),
    ("://h", 2, "://", "couchbase"),
    ("couchbase:/h", 2, "couchbase:/", "couchbase"),
    ("couchbases:/h", 4, "couchbases:/", "couchbases"),
    ("couchbase://couchbases://h", 3, "couchbase://couchbases://", "couchbases"),
    (f"couchbse://{UNKNOWN}", 2, "couchbse://", "couchbase"),
]


@pytest.mark.parametrize(("text", "generation", "part", "meant"), SCHEMES_THAT_ARE_NONE)
def test_unknown_schemes(text: str, generation: int, part: str, meant: str) -> None:
    (found,) = problems(text, generation, for_cluster=False)
    assert (found.kind, found.part, found.meant) == ("scheme", part, meant)


def test_a_cluster_reads_schemes_of_either_case() -> None:
    assert told("COUCHBASE://h", 2, for_cluster=True) == []


UNKNOWN_OPTIONS = [
    ("operaton_timeout=4", 2, "option", "operation_timeout"),
    ("durabilty_timeout=4", 2, "option", "durability_timeout"),
    ("Operation_Timeout=4", 3, "option", "operation_timeout"),
    ("certpth=/a", 2, "option", "certpath"),
    ("wibble=4", 2, "option", ""),
    ("wibble=4", 4, "option", ""),
    ("enable_tsl=true", 4, "option", "enable_tls"),
    (f"operaton_timeout={UNKNOWN}", 2, "option", "operation_timeout"),
    ("enable_mutation_tokens=true", 2, "generation", "fetch_mutation_tokens"),
    ("query_timeout=4", 2, "generation", "n1ql_timeout"),
    ("kv_timeout=4", 2, "generation", "operation_timeout"),
    ("n1ql_timeout=4", 3, "generation", "query_timeout"),
    ("fetch_mutation_tokens=true", 3, "generation", "enable_mutation_tokens"),
    ("retry_backoff=2", 3, "generation", ""),
    ("tcp_keepidle=2", 3, "generation", ""),
    ("enable_tls=true", 3, "generation", ""),
    ("operation_timeout=4", 4, "generation", "kv_timeout"),
    ("config_total_timeout=4", 4, "generation", "bootstrap_timeout"),
    ("bootstrap_on=http", 4, "generation", ""),
    ("http_poolsize=4", 4, "generation", "max_http_connections"),
    ("compression=on", 4, "generation", "enable_compression"),
    ("log_redaction=on", 4, "generation", ""),
    ("ipv6=allow", 4, "generation", "ip_protocol"),
    ("username=me", 4, "generation", ""),
]


@pytest.mark.parametrize(("option", "generation", "kind", "meant"), UNKNOWN_OPTIONS)
def test_unknown_options(option: str, generation: int, kind: str, meant: str) -> None:
    (found,) = problems(f"couchbase://h?{option}", generation, for_cluster=True)
    assert (found.kind, found.part, found.meant) == (kind, option.partition("=")[0], meant)
    assert found.refused == (generation != 4)
    assert generation not in found.others


VALUES = [
    ("operation_timeout=abc", 2, "a number of seconds"),
    ("timeout=2500ms", 2, "a number of seconds"),
    ("query_timeout=soon", 3, "a number of seconds"),
    ("enable_tracing=yes", 2, "true or false"),
    ("log_redaction=maybe", 3, "true or false"),
    ("http_poolsize=many", 2, "a whole number"),
    ("retry_backoff=twice", 2, "a number"),
    ("bootstrap_on=both", 2, "cccp, http, all or file_only"),
    ("ssl=true", 2, "on, off, no_verify or no_global_init"),
    ("compression=gzip", 3, "on, off, inflate_only, deflate_only or force"),
    ("ipv6=on", 2, "disabled, allow or only"),
    ("retry_policy=get", 2, "a pair such as topochange:get"),
    ("enable_dns_srv=off", 4, "true or false"),
    ("enable_tls=1", 4, "true or false"),
    ("tls_verify=no", 4, "none, peer or no_verify"),
    ("ssl=on", 4, "none, peer or no_verify"),
    ("ip_protocol=ipv4", 4, "any, force_ipv4 or force_ipv6"),
    ("max_http_connections=many", 4, "a whole number"),
    ("kv_timeout=4", 4, "a timedelta in ClusterTimeoutOptions"),
    ("config_poll_interval=4", 4, "a timedelta in ClusterOptions"),
    ("tracing_threshold_kv=4", 4, "a timedelta in ClusterTracingOptions"),
]


@pytest.mark.parametrize(("option", "generation", "meant"), VALUES)
def test_badly_typed_values(option: str, generation: int, meant: str) -> None:
    (found,) = problems(f"couchbase://h?{option}", generation, for_cluster=True)
    assert (found.kind, found.part, found.meant) == ("value", option, meant)


def test_no_timeout_of_4x_can_stand_in_the_string() -> None:
    assert told(f"couchbase://h?kv_timeout={UNKNOWN}", 4) == [("value", "kv_timeout")]


@pytest.mark.parametrize("generation", [2, 3, 4])
@pytest.mark.parametrize("option", ["network", "network="])
def test_options_without_a_value(option: str, generation: int) -> None:
    assert told(f"couchbase://h?{option}", generation) == [("no value", "network")]


@pytest.mark.parametrize(
    ("text", "generation", "parts"),
    [
        ("couchbase://h?certpath=/a", 2, ["certpath"]),
        ("couchbase://h?certpath=/a", 3, ["certpath"]),
        ("couchbase://h?certpath=/a", 4, ["certpath"]),
        ("couchbase://h?trust_store_path=/a", 4, ["trust_store_path"]),
        ("h?certpath=/a", 2, ["certpath"]),
        (f"couchbase://{UNKNOWN}/b?certpath={UNKNOWN}", 2, ["certpath"]),
        ("http://h?certpath=/a&keypath=/b&truststorepath=/c", 2, ["certpath", "keypath", "truststorepath"]),
        ("couchbase://h?ssl=on&certpath=/a", 2, ["certpath"]),
        ("couchbase://h?enable_tls=false&certpath=/a", 4, ["certpath"]),
    ],
)
def test_certificates_without_tls(text: str, generation: int, parts: list[str]) -> None:
    assert told(text, generation) == [("certificate", part) for part in parts]
    assert told(text, generation, encrypted=True) == []


@pytest.mark.parametrize("generation", [2, 3, 4])
@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("couchbase://h/beer", "beer"),
        ("couchbase://h/beer-sample?network=external", "beer-sample"),
        (f"couchbase://{UNKNOWN}/beer", "beer"),
        (f"couchbase://h/beer-{UNKNOWN}", ""),
        ("h/beer", "beer"),
    ],
)
def test_buckets_in_the_string_of_a_cluster(text: str, part: str, generation: int) -> None:
    assert told(text, generation, for_cluster=True) == [("bucket", part)]
    assert told(text, generation, for_cluster=False) == []


@pytest.mark.parametrize("generation", [2, 3, 4])
@pytest.mark.parametrize("text", ["couchbase://h/", f"couchbase://h/{UNKNOWN}", f"{UNKNOWN}/beer", "couchbase://h?a/b"])
def test_paths_that_name_no_bucket(text: str, generation: int) -> None:
    assert "bucket" not in {kind for kind, _ in told(text, generation, for_cluster=True)}


@pytest.mark.parametrize("generation", [2, 3])
def test_users_in_the_string_of_a_cluster(generation: int) -> None:
    assert told("couchbase://h?username=me", generation, for_cluster=True) == [("user", "username")]
    assert told("couchbase://h?username=me", generation, for_cluster=False) == []


def test_all_problems_are_told_in_their_order() -> None:
    assert told("couchbse://h/beer?wibble=1&timeout=x", 2, for_cluster=True) == [
        ("scheme", "couchbse://"),
        ("bucket", "beer"),
        ("option", "wibble"),
        ("value", "timeout=x"),
    ]


@pytest.mark.parametrize("names", RENAMED)
def test_names_of_each_generation_are_its_options(names: tuple[str | None, ...]) -> None:
    for generation, name in zip((2, 3, 4), names, strict=True):
        assert name is None or name in OPTIONS[generation]


def test_options_that_3x_took_away_or_added() -> None:
    assert {"retry_backoff", "send_hello", "n1ql_timeout", "fetch_mutation_tokens"} <= OPTIONS[2].keys() - OPTIONS[3]
    assert {"query_timeout", "enable_collections", "enable_durable_write"} <= OPTIONS[3].keys() - OPTIONS[2]
