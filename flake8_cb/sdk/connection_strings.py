"""Connection strings: their one grammar, and what each generation of the SDK accepts in them.

2.x hands the string to libcouchbase 2.10, 3.x to libcouchbase 3.2; both refuse what they do not know. 4.x looks for the
options among those of ``ClusterOptions`` and drops the others without a word (SDK_FACTS 2.7, 3.7 and 4.7; the values
that libcouchbase reads are those of its ``connspec.cc`` and ``cntl.cc``). 1.x has no connection strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import unquote

from flake8_cb.frozen import frozen

#: Stands for a part of a string that is not known, of whatever length.
UNKNOWN = "\0"

_GRAMMAR = re.compile(
    r"(?:(?P<scheme>[^:/?,;]*)://)?(?P<hosts>[^/?]*)(?:/(?P<path>[^?]*))?(?:\?(?P<options>.*))?", re.DOTALL
)

#: A scheme whose second slash is left out. A host may well be called ``couchbase``, but has a port behind its colon.
_ONE_SLASH = re.compile(r"(couchbases?):/(?!/)")


@frozen
class ConnectionString:
    """A connection string, taken apart.

    ``scheme`` is "" where there is none, and None where it is not known. ``path`` is None where there is none. An
    option without ``=`` has the value None.
    """

    scheme: str | None
    hosts: str
    path: str | None
    options: tuple[tuple[str, str | None], ...]


def parse(text: str) -> ConnectionString:
    """Take a connection string apart; any text is one. Parts that are not known are written as `UNKNOWN`."""
    match = _GRAMMAR.fullmatch(text)
    assert match, "the pattern takes any text"
    scheme = match["scheme"]
    if scheme is None:
        scheme = None if text.startswith(UNKNOWN) else ""
    elif UNKNOWN in scheme:
        scheme = None
    return ConnectionString(scheme, match["hosts"], match["path"], tuple(_options(match["options"] or "")))


def _options(text: str) -> Iterator[tuple[str, str | None]]:
    for pair in filter(None, text.split("&")):
        name, equals, value = pair.partition("=")
        yield unquote(name), unquote(value) if equals else None


@frozen
class Kind:
    """What values an option takes: ``meant`` says it to people.

    ``pattern`` is what a value looks like. Where it is None no value in a string is of the right type.
    """

    meant: str
    pattern: str | None

    def takes(self, value: str) -> bool:
        return self.pattern is not None and re.fullmatch(self.pattern, value, re.DOTALL) is not None


def _one_of(*words: str) -> Kind:
    return Kind(f"{', '.join(words[:-1])} or {words[-1]}", "|".join(map(re.escape, words)))


_TEXT = Kind("a value", ".*")

# libcouchbase reads numbers as scanf does, and minds nothing behind them: a unit other than seconds is lost.
_SECONDS = Kind("a number of seconds", r"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*s?")
_WHOLE = Kind("a whole number", r"\s*[+-]?\d.*")
_NUMBER = Kind("a number", r"\s*[+-]?\.?\d.*")
_FLAG = Kind("true or false", r"true|false|on|off|\s*[+-]?\d+")
_RETRIES = Kind("a pair such as topochange:get", r"(topochange|sockerr|maperr|missingnode)[^:]*:(all|get|safe|none).*")

# The values of 4.x are those of Python objects.
_TRUTH = Kind("true or false", r"(?i:true|false)")
_COUNT = Kind("a whole number", r"\d+")
_TIMEOUT = Kind("a timedelta in ClusterTimeoutOptions", None)
_INTERVAL = Kind("a timedelta in ClusterOptions", None)
_THRESHOLD = Kind("a timedelta in ClusterTracingOptions", None)


def _table(*rows: tuple[Kind, str]) -> dict[str, Kind]:
    return {name: kind for kind, names in rows for name in names.split()}


_CONNSPEC = _table(
    (_one_of("cccp", "http", "all", "file_only"), "bootstrap_on"),
    (_one_of("on", "off", "no_verify", "no_global_init"), "ssl"),
    (_one_of("disabled", "allow", "only"), "ipv6"),
    (_TEXT, "username user password pass truststorepath certpath keypath"),
    (_WHOLE, "console_log_level"),
    (_FLAG, "log_redaction dnssrv"),
)

_LIBCOUCHBASE_2 = _CONNSPEC | _table(
    (
        _SECONDS,
        """
        operation_timeout timeout views_timeout n1ql_timeout durability_timeout durability_interval http_timeout
        error_thresh_delay config_total_timeout config_node_timeout retry_interval retry_nmv_delay
        config_poll_interval http_pool_timeout n1ql_grace_period tracing_orphaned_queue_flush_interval
        tracing_threshold_queue_flush_interval tracing_threshold_kv tracing_threshold_n1ql tracing_threshold_view
        tracing_threshold_fts tracing_threshold_analytics
        """,
    ),
    (
        _FLAG,
        """
        randomize_nodes detailed_errcodes sync_dtor vbguess_persist unsafe_optimize fetch_mutation_tokens
        dur_mutation_tokens retry_nmv_imm tcp_nodelay readj_ts_wait enable_errmap select_bucket tcp_keepalive
        send_hello metrics enable_tracing vb_noremap wait_for_config
        """,
    ),
    (
        _WHOLE,
        """
        error_thresh_count http_urlmode http_poolsize read_chunk_size tracing_orphaned_queue_size
        tracing_threshold_queue_size compression_min_size tcp_keepcnt tcp_keepidle tcp_keepintvl
        """,
    ),
    (_NUMBER, "retry_backoff compression_min_ratio"),
    (_one_of("on", "off", "inflate_only", "deflate_only", "force"), "compression"),
    (_RETRIES, "retry_policy"),
    (_TEXT, "sasl_mech_force config_cache config_cache_ro client_string network console_log_file bucket_cred"),
)

#: One thing under its names in 2.x, 3.x and 4.x; None where a generation has it no longer, or not yet.
RENAMED: tuple[tuple[str | None, str | None, str | None], ...] = (
    ("n1ql_timeout", "query_timeout", "query_timeout"),
    ("fetch_mutation_tokens", "enable_mutation_tokens", "enable_mutation_tokens"),
    ("tracing_threshold_n1ql", "tracing_threshold_query", "tracing_threshold_query"),
    ("tracing_threshold_fts", "tracing_threshold_search", "tracing_threshold_search"),
    ("n1ql_grace_period", "query_grace_period", None),
    ("operation_timeout", "operation_timeout", "kv_timeout"),
    ("timeout", "timeout", "kv_timeout"),
    ("durability_timeout", "durability_timeout", "kv_durable_timeout"),
    ("config_total_timeout", "config_total_timeout", "bootstrap_timeout"),
    ("http_timeout", "http_timeout", "management_timeout"),
    ("http_poolsize", "http_poolsize", "max_http_connections"),
    ("ipv6", "ipv6", "ip_protocol"),
    ("dnssrv", "dnssrv", "enable_dns_srv"),
    ("compression", "compression", "enable_compression"),
    ("tcp_keepalive", "tcp_keepalive", "enable_tcp_keep_alive"),
    ("client_string", "client_string", "user_agent_extra"),
)

_LIBCOUCHBASE_3 = {
    name: kind
    for name, kind in _LIBCOUCHBASE_2.items()
    if name
    not in {"retry_backoff", "dur_mutation_tokens", "send_hello", "tcp_keepcnt", "tcp_keepidle", "tcp_keepintvl"}
    and not any(name == old != new for old, new, _ in RENAMED)
}
_LIBCOUCHBASE_3 |= _table(
    (_FLAG, "enable_mutation_tokens enable_collections enable_durable_write allow_static_config"),
    (_FLAG, "enable_unordered_execution enable_operation_metrics"),
    (_SECONDS, "query_timeout query_grace_period analytics_timeout search_timeout persistence_timeout_floor"),
    (_SECONDS, "tracing_threshold_query tracing_threshold_search operation_metrics_flush_interval"),
)

_CLUSTER_OPTIONS = _table(
    (
        _TRUTH,
        """
        enable_tls enable_mutation_tokens enable_tcp_keep_alive enable_dns_srv show_queries
        enable_unordered_execution enable_clustermap_notification enable_compression enable_tracing enable_metrics
        enable_orphan_reporting disable_mozilla_ca_certificates dump_configuration enable_app_telemetry
        allow_enterprise_analytics enable_lazy_connections
        """,
    ),
    (_COUNT, "max_http_connections num_io_threads dns_port tracing_threshold_queue_size tracing_orphaned_queue_size"),
    (
        _TIMEOUT,
        """
        bootstrap_timeout resolve_timeout connect_timeout kv_timeout kv_durable_timeout views_timeout query_timeout
        analytics_timeout search_timeout management_timeout dns_srv_timeout idle_http_connection_timeout
        config_idle_redial_timeout
        """,
    ),
    (
        _INTERVAL,
        """
        tcp_keep_alive_interval config_poll_interval config_poll_floor logging_meter_emit_interval
        app_telemetry_backoff app_telemetry_ping_interval app_telemetry_ping_timeout
        """,
    ),
    (
        _THRESHOLD,
        """
        tracing_threshold_kv tracing_threshold_view tracing_threshold_query tracing_threshold_search
        tracing_threshold_analytics tracing_threshold_eventing tracing_threshold_management
        tracing_threshold_queue_flush_interval tracing_orphaned_queue_flush_interval
        """,
    ),
    (_one_of("none", "peer", "no_verify"), "tls_verify ssl"),
    (_one_of("any", "force_ipv4", "force_ipv6"), "ip_protocol"),
    (
        _TEXT,
        """
        allowed_sasl_mechanisms sasl_mech_force network user_agent_extra trust_store_path truststorepath cert_path
        certpath dns_nameserver preferred_server_group app_telemetry_endpoint authenticator serializer transcoder
        transaction_config tracer meter
        """,
    ),
)

#: The options that each generation knows.
OPTIONS: Mapping[int, Mapping[str, Kind]] = {2: _LIBCOUCHBASE_2, 3: _LIBCOUCHBASE_3, 4: _CLUSTER_OPTIONS}

_LIBCOUCHBASE_SCHEMES = (
    "couchbase", "couchbases", "http", "https-internal", "memcached",
    "couchbase+explicit", "couchbase+dnssrv", "couchbases+dnssrv",
)  # fmt: skip

#: The schemes that each generation knows, the likeliest first. 4.x takes any other to have the port 0.
SCHEMES: Mapping[int, tuple[str, ...]] = {
    2: _LIBCOUCHBASE_SCHEMES,
    3: _LIBCOUCHBASE_SCHEMES,
    4: ("couchbase", "couchbases", "http", "https"),
}

#: Those that encrypt.
TLS_SCHEMES = frozenset({"couchbases", "couchbases+dnssrv", "https-internal", "https"})

#: Options that name a certificate.
CERTIFICATES = frozenset({"certpath", "cert_path", "keypath", "truststorepath", "trust_store_path"})

#: Below this likeness a name is no misspelt other.
_LIKENESS = 0.75


@frozen
class Problem:
    """What is wrong with a connection string.

    ``kind`` is one of "scheme"; "option" (unknown), "generation" (an option of others), "value", "no value";
    "certificate" (without TLS); "bucket", "user" (in the string of a cluster). ``part`` is the part of the string,
    ``meant`` what was meant by it or "", ``refused`` whether it raises an error; what is not refused has no effect.
    ``others`` are the generations that know the option.
    """

    kind: str
    part: str
    meant: str = ""
    refused: bool = True
    others: tuple[int, ...] = ()


def problems(text: str, generation: int, *, for_cluster: bool, encrypted: bool = False) -> list[Problem]:
    """Return what is wrong with a connection string, in its order; only what is known of it is judged.

    ``for_cluster``: it is given to a ``Cluster``, which takes no bucket in it. ``encrypted``: TLS is switched on, or
    may be, otherwise than by the string.
    """
    found = parse(text)
    return [
        *_problems_of_scheme(text, found, generation, for_cluster=for_cluster),
        *_problems_of_path(found, generation, for_cluster=for_cluster),
        *_problems_of_options(found, generation, for_cluster=for_cluster, encrypted=encrypted),
    ]


def _problems_of_scheme(text: str, found: ConnectionString, generation: int, *, for_cluster: bool) -> Iterator[Problem]:
    known = SCHEMES[generation]
    scheme = found.scheme or ""
    if for_cluster:
        scheme = scheme.lower()  # Python's own parser comes first
    if match := _ONE_SLASH.match(text):
        yield Problem("scheme", match[0], match[1])
    elif (second := _second_scheme(found)) in known:
        yield Problem("scheme", f"{found.scheme}://{second}://", second)
    elif (scheme and scheme not in known) or text.startswith("://"):
        yield Problem("scheme", f"{found.scheme}://", _nearest_scheme(scheme.lower(), known), refused=generation != 4)


def _second_scheme(found: ConnectionString) -> str:
    """Return the scheme that stands where the hosts belong, or ""."""
    name, colon, rest = found.hosts.partition(":")
    return name if found.scheme and colon and not rest and (found.path or "").startswith("/") else ""


def _nearest_scheme(scheme: str, known: tuple[str, ...]) -> str:
    plain = scheme.partition("+")[0]
    if plain in known:
        return plain
    near = get_close_matches(scheme, known, n=1, cutoff=_LIKENESS)
    if scheme == "https":
        return "couchbases"
    return near[0] if near and near[0].startswith("couchbase") else known[0]


def _problems_of_path(found: ConnectionString, generation: int, *, for_cluster: bool) -> Iterator[Problem]:
    path = found.path or ""
    if for_cluster and found.scheme is not None and path.strip(UNKNOWN + "/") and not _second_scheme(found):
        bucket = "" if UNKNOWN in path else unquote(path)
        yield Problem("bucket", bucket, refused=generation != 4)


def _problems_of_options(
    found: ConnectionString, generation: int, *, for_cluster: bool, encrypted: bool
) -> Iterator[Problem]:
    encrypted = encrypted or found.scheme is None or found.scheme.lower() in TLS_SCHEMES
    if generation == 4:
        encrypted |= any(name == "enable_tls" and str(value).lower() != "false" for name, value in found.options)
    for name, value in found.options:
        if UNKNOWN in name:
            continue
        kind = OPTIONS[generation].get(name)
        if kind is None:
            yield _unknown(name, generation)
        elif not value:
            yield Problem("no value", name, kind.meant, refused=generation != 4)
        elif for_cluster and name == "username" and generation != 4:
            yield Problem("user", name)
        elif kind.pattern is None or (UNKNOWN not in value and not kind.takes(value)):
            shown = name if UNKNOWN in value else f"{name}={value}"
            yield Problem("value", shown, kind.meant)
        elif name in CERTIFICATES and not encrypted:
            yield Problem("certificate", name, "couchbases", refused=generation != 4)


def _unknown(name: str, generation: int) -> Problem:
    refused = generation != 4
    others = tuple(each for each, known in OPTIONS.items() if name in known)
    if others:
        return Problem("generation", name, _renamed(name, generation), refused, others)
    near = get_close_matches(name.lower(), OPTIONS[generation], n=1, cutoff=_LIKENESS)
    return Problem("option", name, near[0] if near else "", refused)


def _renamed(name: str, generation: int) -> str:
    """Return the name that a generation has for an option of others, or ""."""
    return next((row[generation - 2] or "" for row in RENAMED if name in row), "")
