from multiprocessing import Pool

import tasks


def main():
    with Pool(4, initializer=tasks.connect, initargs=("couchbase://depot.local/goods",)) as pool:
        print(pool.map(tasks.weigh, ["nuts", "bolts"]))


if __name__ == "__main__":
    main()
