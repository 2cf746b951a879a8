from threading import Thread

import connection


def main():
    ships = connection.cluster.bucket("ships").default_collection()
    thread = Thread(target=ships.upsert, args=("ship::3", {"port": "Bergen"}))
    thread.start()
    connection.leave()
    thread.join()


if __name__ == "__main__":
    main()
