from multiprocessing.pool import ThreadPool

from connections import connect

import couchbase

scores = connect("scores", couchbase.LOCKMODE_WAIT)


def add(player):
    scores.counter(player, delta=10, initial=0)


pool = ThreadPool(4)
pool.map(add, ["ann", "bob", "cleo"])
pool.close()
pool.join()
