import multiprocessing

from conf import HOST, OPTIONS
from couchbase.cluster import Cluster


def _refund(host, options, key):
    orders = Cluster(host, options).bucket("shop").default_collection()
    orders.upsert(key, {"state": "refunded"})


if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")
    clerk = context.Process(target=_refund, args=(HOST, OPTIONS, "o-17"))
    clerk.start()
    clerk.join()
