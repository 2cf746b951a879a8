from connections import reconnect


def main():
    bucket = reconnect(None)
    bucket.upsert("a", 1)
    bucket = reconnect(bucket)
    print(bucket.get("a").value)


if __name__ == "__main__":
    main()
