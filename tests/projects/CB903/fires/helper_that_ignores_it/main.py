# options: --extend-select=CB903
from couchbase.bucket import Bucket

from reports import report


def main():
    beers = Bucket("couchbase://pub.local/beers", password=input())  # CB903
    print(report(beers, "stout"))


main()
