"""A script: main() is run once."""
import json
import sys

from export_db import connect


def main():
    bucket = connect()
    try:
        documents = bucket.get_multi(sys.argv[1:])
        json.dump({key: found.value for key, found in documents.items()}, sys.stdout)
    finally:
        bucket._close()


if __name__ == "__main__":
    main()
