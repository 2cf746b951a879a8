from multiprocessing import Pool

from catalog import Catalog


def _title(catalog, key):
    return catalog.title(key)


def main():
    pool = Pool(2)
    catalog = Catalog("couchbase://library.local/books")
    first = pool.apply_async(_title, (catalog, "emma"))  # CB103: "opened in catalog.py line 6"
    first.wait()
    pool.terminate()


if __name__ == "__main__":
    main()
