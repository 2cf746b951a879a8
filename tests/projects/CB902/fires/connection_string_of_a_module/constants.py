# options: --extend-select=CB902
DSN = "couchbase://pub.local/beers?username=host&password=ale"
