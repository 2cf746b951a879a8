# options: --extend-select=CB903
from couchbase.bucket import Bucket


def main(password, name):
    beers = Bucket("couchbase://pub.local/beers", password=password)
    print(beers.get(name).value)
