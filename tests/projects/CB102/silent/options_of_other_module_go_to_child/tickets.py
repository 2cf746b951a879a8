import multiprocessing

import settings
from couchbase.cluster import Cluster


def _sell(host, options, seat):
    cluster = Cluster(host, options)
    cluster.bucket("tickets").default_collection().insert(seat, {"sold": True})
    cluster.close()


if __name__ == "__main__":
    seller = multiprocessing.Process(target=_sell, args=(settings.HOST, settings.options(), "a1"))
    seller.start()
    seller.join()
