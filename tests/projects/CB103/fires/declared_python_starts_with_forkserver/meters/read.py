from multiprocessing import Process

from meters import store


def _read(meters, number):
    meters.upsert(number, {"read": True})


def main():
    reader = Process(target=_read, args=(store.meters(), "m-1"))
    reader.start()  # CB103: "opened in meters/store.py line 11"
    reader.join()


if __name__ == "__main__":
    main()
