import os
import db
import pools
from multiprocessing import Process


def work():
    print(1)


def main():
    db.fill(2)
    b = pools.take()
    b.get("a")
    pools.put(b)
    b = None
    pools.drain()
    p = Process(target=work)
    p.start()


if __name__ == "__main__":
    main()
