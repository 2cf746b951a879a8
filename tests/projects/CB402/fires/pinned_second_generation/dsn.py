BEERS = "couchbase://pub.local/beers"
