from fastapi import FastAPI

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

app = FastAPI()
app.state.cluster = Cluster("couchbase://api.example", ClusterOptions(PasswordAuthenticator("api", "api-pw")))
