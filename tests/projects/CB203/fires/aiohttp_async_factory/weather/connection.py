"""Opens the weather cluster."""
from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def open_weather():
    return await Cluster.connect(
        "couchbase://weather.example.com", ClusterOptions(PasswordAuthenticator("weather", "pw"))
    )
