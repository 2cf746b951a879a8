# options: --extend-select=CB903
import state

from couchbase.bucket import Bucket


def main():
    state.bucket = Bucket("couchbase://pub.local/beers", password=input())


main()
