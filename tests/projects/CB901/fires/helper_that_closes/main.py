# options: --extend-select=CB901
from couchbase.bucket import Bucket

from closing import hang_up


def main():
    beers = Bucket("couchbase://pub.local/beers", password=input())
    print(beers.get("stout").value)
    hang_up(beers)  # CB901


main()
