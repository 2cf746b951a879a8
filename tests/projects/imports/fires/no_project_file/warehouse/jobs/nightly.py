from multiprocessing import Process

from warehouse.db import bucket


def count():
    bucket.upsert("counted", True)


def main():
    Process(target=count).start()  # CB102


if __name__ == "__main__":
    main()
