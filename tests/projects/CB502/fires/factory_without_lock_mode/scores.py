from multiprocessing.pool import ThreadPool

from connections import connect

scores = connect("scores")


def add(player):
    scores.counter(player, delta=10, initial=0)


pool = ThreadPool(4)
pool.map(add, ["ann", "bob", "cleo"])  # CB502: "Bucket 'scores'"
pool.close()
pool.join()
