from counter import Counter


def main():
    counter = Counter("couchbase://gates.example/gates")
    print("counting")
    counter.close()


if __name__ == "__main__":
    main()
