from multiprocessing import Process

import meters.storage


def wait():
    print("waiting")


def main():
    print(meters.storage.cluster.ping().id)
    Process(target=wait).start()  # CB101: "opened in python/meters/storage.py line 5"


main()
