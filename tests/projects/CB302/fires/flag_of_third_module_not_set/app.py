import db


def main():
    db.get("a")
    db.close()
    db.close()
    print(db.get("b"))  # CB302


if __name__ == "__main__":
    main()
