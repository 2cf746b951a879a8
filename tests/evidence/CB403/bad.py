"""The timeout has the name that it had in older generations, and nobody says that it is not set."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.exceptions import UnAmbiguousTimeoutException
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}?operation_timeout=0.5"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

cluster = Cluster(NODE, OPTIONS)  # CB403
try:
    cluster.bucket("travel").default_collection().get("slow hotel")
except UnAmbiguousTimeoutException:
    print("no answer within half a second")
