from couchbase.bucket import Bucket

from crew import hire


def _pick(row):
    print("picking row", row)


def main():
    crew = hire(_pick, 3)
    farm = Bucket("couchbase://farm.local/farm")
    for member in crew:
        member.join()
    farm.upsert("harvest", "done")


if __name__ == "__main__":
    main()
