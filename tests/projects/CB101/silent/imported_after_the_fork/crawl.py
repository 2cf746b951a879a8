from multiprocessing import Process


def _warm_up(host):
    print("warming up", host)


def main():
    heater = Process(target=_warm_up, args=("wiki.local",))
    heater.start()
    heater.join()

    from store import pages

    pages.upsert("state", "warm")


if __name__ == "__main__":
    main()
