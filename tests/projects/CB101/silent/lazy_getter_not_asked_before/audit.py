from multiprocessing import Process

from ledger import get_cluster


def _greet(name):
    print("hello", name)


def main():
    greeter = Process(target=_greet, args=("auditor",))
    greeter.start()
    greeter.join()
    entries = get_cluster().bucket("ledger").default_collection()
    entries.upsert("audited", True)


if __name__ == "__main__":
    main()
