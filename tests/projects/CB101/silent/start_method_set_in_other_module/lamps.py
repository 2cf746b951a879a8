from multiprocessing import Process

from couchbase.bucket import Bucket

from runtime import configure


def _blink(times):
    print("on off " * times)


def main():
    configure()
    lamps = Bucket("couchbase://home.local/lamps")
    blinker = Process(target=_blink, args=(lamps.get("times").value,))
    blinker.start()
    blinker.join()
    lamps.upsert("state", "off")


if __name__ == "__main__":
    main()
