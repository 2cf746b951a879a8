import db


def main():
    a = db.acquire()
    b = db.acquire()
    a.ping()
    db.release()
    b.ping()
    db.release()


if __name__ == "__main__":
    main()
