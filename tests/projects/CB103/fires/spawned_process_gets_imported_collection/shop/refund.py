from .db import orders
from .procs import spawn


def _refund(collection, key):
    collection.upsert(key, {"state": "refunded"})


def main():
    clerk = spawn.Process(target=_refund, args=(orders, "o-17"))
    clerk.start()  # CB103: "opened in shop/db.py line 5"
    clerk.join()


if __name__ == "__main__":
    main()
