from couchbase.bucket import Bucket
from couchbase.cluster import Cluster

from names import BEERS


def beers(options):
    return Bucket(Cluster("couchbases://db.example.com", options), BEERS).default_collection()
