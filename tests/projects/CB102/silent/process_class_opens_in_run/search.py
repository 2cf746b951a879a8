from indexer import Indexer


def main():
    indexer = Indexer("couchbase://search.local/pages", ["home", "about"])
    indexer.start()
    indexer.join()


if __name__ == "__main__":
    main()
