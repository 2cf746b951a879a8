import app.db
import app.db as database
from app.reader import read


def main():
    from app import db

    db.bucket.upsert("a", 1)
    database.bucket.upsert("b", 2)
    print(read("a"), app.db.bucket.get("b").value)


if __name__ == "__main__":
    main()
