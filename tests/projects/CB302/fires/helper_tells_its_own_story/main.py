import db


def main():
    db.bucket.upsert("run", {"pid": 1})
    db.finish("ok")


if __name__ == "__main__":
    main()
