import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from settings import Settings

database = Settings().database
auth = PasswordAuthenticator(database.user, os.environ["CB_PASSWORD"])
cluster = Cluster(f"couchbase://{','.join(database.hosts)}?{database.options}", ClusterOptions(auth))  # CB403: "set bootstrap_timeout to a timedelta in ClusterTimeoutOptions"
print(cluster.ping())
cluster.close()
