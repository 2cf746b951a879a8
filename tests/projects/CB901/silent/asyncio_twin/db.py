# options: --extend-select=CB901
from acouchbase.cluster import Cluster


async def connect(options):
    return await Cluster.connect("couchbases://db.example.com", options)
