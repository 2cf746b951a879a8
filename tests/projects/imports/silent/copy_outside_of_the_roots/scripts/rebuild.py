from multiprocessing import Process

import catalog.db


def rebuild(shelf):
    print(catalog.db.bucket().get("shelf:" + shelf).value)


if __name__ == "__main__":
    Process(target=rebuild, args=("poems",)).start()
