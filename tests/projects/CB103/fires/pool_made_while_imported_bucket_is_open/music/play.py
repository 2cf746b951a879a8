# Two hazards: the workers inherit the bucket, and no task can carry it.
import multiprocessing

from music.db import songs


def _seconds(store, key):
    return store.get(key).value["seconds"]


if __name__ == "__main__":
    pool = multiprocessing.Pool(2)  # CB101: "opened in music/db.py line 3"
    total = pool.starmap(_seconds, [(songs, "s1"), (songs, "s2")])  # CB103: "opened in music/db.py line 3"
    pool.terminate()
    print(sum(total))
