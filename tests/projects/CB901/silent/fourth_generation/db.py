# options: --extend-select=CB901
from couchbase.cluster import Cluster


def connect(options):
    return Cluster("couchbases://db.example.com", options)
