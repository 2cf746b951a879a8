# options: --extend-select=CB903
from couchbase.bucket import Bucket

from registry import register


def main():
    register("beers", Bucket("couchbase://pub.local/beers", password=input()))


main()
