"""The timeout stands in the options, and the operation meets it."""

import sys
from datetime import timedelta

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.exceptions import UnAmbiguousTimeoutException
from couchbase.options import ClusterOptions, ClusterTimeoutOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(
    PasswordAuthenticator("app", "secret"),
    timeout_options=ClusterTimeoutOptions(kv_timeout=timedelta(seconds=0.5)),
)

cluster = Cluster(NODE, OPTIONS)
try:
    cluster.bucket("travel").default_collection().get("slow hotel")
except UnAmbiguousTimeoutException:
    print("no answer within half a second")
