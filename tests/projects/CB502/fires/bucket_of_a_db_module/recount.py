import threading

from db import bucket


def recount(shelf):
    bucket.upsert(f"shelf:{shelf}", {"counted": True})


if __name__ == "__main__":
    counters = [threading.Thread(target=recount, args=(shelf,)) for shelf in range(4)]
    for counter in counters:
        counter.start()  # CB502: "in db.py line 3"
    for counter in counters:
        counter.join()
