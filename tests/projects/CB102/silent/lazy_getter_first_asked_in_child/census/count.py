from multiprocessing import Process

from .db import get_bucket


def _count(street):
    get_bucket().counter(street, delta=1, initial=0)


def main():
    children = [Process(target=_count, args=(street,)) for street in ("high", "low")]
    for child in children:
        child.start()
    for child in children:
        child.join()


if __name__ == "__main__":
    main()
