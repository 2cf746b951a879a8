# options: --extend-select=CB901
from couchbase.bucket import Bucket

from files import hang_up

beers = Bucket("couchbase://pub.local/beers", password=input())
with open("beers.txt") as stream:
    print(beers.get("stout").value, stream.read())
    hang_up(stream)
