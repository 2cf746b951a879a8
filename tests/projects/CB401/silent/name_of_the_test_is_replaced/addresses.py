"""Where the tests connect."""

TEST = "couchbase://localhost/beers"
