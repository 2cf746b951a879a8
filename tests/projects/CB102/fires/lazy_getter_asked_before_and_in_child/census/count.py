# The child finds the inherited bucket where it would have opened its own.
from multiprocessing import Process

from .db import get_bucket


def _count(street):
    get_bucket().counter(street, delta=1, initial=0)


def main():
    streets = get_bucket().get("streets").value
    for street in streets:
        counter = Process(target=_count, args=(street,))
        counter.start()  # CB102: "opened in census/db.py line 9"
        counter.join()


if __name__ == "__main__":
    main()
