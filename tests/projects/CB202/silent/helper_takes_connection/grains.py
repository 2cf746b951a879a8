"""The loop hands one connection to what it calls in the other file."""
from chess import db


def main():
    bucket = db.connect()
    print(sum(db.double(bucket, f"field::{number}") for number in range(64)))
    for number in range(64):
        if db.double(bucket, f"copy::{number}") > 10**9:
            break


if __name__ == "__main__":
    main()
