from session import session


def main():
    with session() as bucket:
        for row in bucket.n1ql_query("SELECT name FROM `beer-sample`"):
            print(row["name"])


if __name__ == "__main__":
    main()
