import db


def main():
    db.get("a")
    db.close()
    db.close()
    print(db.get("b"))


if __name__ == "__main__":
    main()
