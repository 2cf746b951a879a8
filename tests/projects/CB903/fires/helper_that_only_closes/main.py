# options: --extend-select=CB903
from couchbase.bucket import Bucket

from closing import hang_up


def main():
    beers = Bucket("couchbase://pub.local/beers", password=input())  # CB903: "only closed again"
    hang_up(beers)


main()
