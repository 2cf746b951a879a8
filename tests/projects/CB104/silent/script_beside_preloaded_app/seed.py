from couchbase.bucket import Bucket

from names import NAMES


def main():
    tours = Bucket("couchbase://tour.local/tours")
    tours.upsert_multi({name: {"name": name} for name in NAMES})


if __name__ == "__main__":
    main()
