"""The program does not ask who answers: somebody else gets the password."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions, TLSVerifyMode

NODE = f"couchbases://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"), tls_verify=TLSVerifyMode.NONE)  # CB404

cluster = Cluster(NODE, OPTIONS)
cluster.bucket("travel").default_collection().get("hotel")
