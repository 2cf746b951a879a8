# options: --extend-select=CB902
from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions

from service.secrets import PASSWORD


async def connect():
    auth = PasswordAuthenticator("app", PASSWORD)  # CB902
    return await Cluster.connect("couchbases://db.example.com", ClusterOptions(auth))
