HOST = "couchbase://pub.local"
BEERS = "beers"
