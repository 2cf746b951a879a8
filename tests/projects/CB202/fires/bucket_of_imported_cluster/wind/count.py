"""Count the turbines of each region."""
from .cluster import cluster

REGIONS = ["north", "east", "south", "west"]


def count_all():
    for region in REGIONS:
        bucket = cluster.open_bucket("turbines")  # CB202
        bucket.counter(region, delta=1, initial=0)
