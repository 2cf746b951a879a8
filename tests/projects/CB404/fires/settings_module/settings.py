DSN = "couchbases://pub.local/beers?ssl=no_verify"
