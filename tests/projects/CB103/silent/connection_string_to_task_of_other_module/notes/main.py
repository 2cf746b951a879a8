from multiprocessing import Pool

from .tasks import copy


def main():
    with Pool(2) as pool:
        pool.starmap(copy, [("couchbase://notes.local/notes", "today")])
