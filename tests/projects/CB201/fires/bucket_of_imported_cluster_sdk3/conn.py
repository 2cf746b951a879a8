# options: --cb-sdk=3
"""The cluster of the hotel."""
from couchbase.cluster import Cluster, ClusterOptions
from couchbase_core.cluster import PasswordAuthenticator

cluster = Cluster("couchbase://hotel.example.com", ClusterOptions(PasswordAuthenticator("desk", "pw")))
