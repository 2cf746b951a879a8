# options: --extend-select=CB903
from couchbase.bucket import Bucket

from session import session


def main():
    wines = Bucket("couchbase://pub.local/wines", password=input())  # CB903
    with session(input()) as beers:
        print(beers.get("stout").value)


main()
