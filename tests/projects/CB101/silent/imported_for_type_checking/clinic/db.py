from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

login = PasswordAuthenticator("clinic", "secret")
cluster = Cluster("couchbase://clinic.local", ClusterOptions(login))
patients = cluster.bucket("clinic").collection("patients")
