TICKERS = "couchbase://market.local/tickers"
