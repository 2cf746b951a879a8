import os

from handles import cluster


def main():
    pid = os.fork()
    if pid == 0:
        rooms = cluster("couchbase://hotel.local").bucket("hotel").collection("rooms")
        rooms.upsert("r-1", {"clean": True})
        os._exit(0)
    os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
