# options: --extend-select=CB903
DSN = "couchbase://pub.local/beers"
