# This cluster owns no socket before it opens a bucket.
from multiprocessing import Process

from .login import cluster


def _watch(door):
    print("watching", door)


def main():
    guard = Process(target=_watch, args=("north",))
    guard.start()
    guard.join()
    log = cluster.open_bucket("log")
    log.upsert("north", "watched")


if __name__ == "__main__":
    main()
