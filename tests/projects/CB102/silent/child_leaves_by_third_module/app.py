import os
import db
import util


def main():
    cluster = db.connect()
    pid = os.fork()
    if pid == 0:
        print("child")
        util.finish()
    cluster.ping()


if __name__ == "__main__":
    main()
