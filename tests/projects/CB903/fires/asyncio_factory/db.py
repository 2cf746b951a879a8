# options: --extend-select=CB903
from acouchbase.cluster import Cluster


async def connect(options):
    return await Cluster.connect("couchbases://db.example.com", options)
