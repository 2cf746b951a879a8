"""The program knows the certificate of its node: nobody else gets as far as the password."""

import pathlib
import sys
from datetime import timedelta

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.exceptions import UnAmbiguousTimeoutException
from couchbase.options import ClusterOptions, ClusterTimeoutOptions

NODE = f"couchbases://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(
    PasswordAuthenticator("app", "secret"),
    trust_store_path=str(pathlib.Path(__file__).with_name("genuine.pem")),
    timeout_options=ClusterTimeoutOptions(bootstrap_timeout=timedelta(seconds=3)),
)

try:
    cluster = Cluster(NODE, OPTIONS)
except UnAmbiguousTimeoutException:
    print("this is not our node")
else:
    cluster.bucket("travel").default_collection().get("hotel")
