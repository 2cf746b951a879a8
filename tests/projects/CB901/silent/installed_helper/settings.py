# options: --extend-select=CB901
DSN = "couchbase://pub.local/beers"
