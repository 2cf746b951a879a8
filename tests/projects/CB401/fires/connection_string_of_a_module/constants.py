DSN = "couchbase://pub.local/beers"
