from multiprocessing import Process

from catalog.db import bucket


def rebuild(shelf):
    print(bucket.get("shelf:" + shelf).value)


if __name__ == "__main__":
    Process(target=rebuild, args=("poems",)).start()  # CB102: "opened in src/catalog/db.py line 3"
