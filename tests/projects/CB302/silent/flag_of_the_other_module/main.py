import sys

import db


def main():
    db.bucket.upsert("run", {"pid": 1})
    if "--short" in sys.argv:
        db.close()
    if not db.closed:
        db.bucket.upsert("run", {"pid": 0})


if __name__ == "__main__":
    main()
