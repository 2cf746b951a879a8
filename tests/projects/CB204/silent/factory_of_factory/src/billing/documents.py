"""The next layer hands on what it got, as a collection."""
from . import connecting


def invoices(user, password):
    cluster = connecting.cluster_for(user, password)
    return cluster.bucket("billing").scope("sales").collection("invoices")
