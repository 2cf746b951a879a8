from couchbase.n1ql import N1QLQuery


def from_airport(bucket, code):
    return bucket.n1ql_query(N1QLQuery("SELECT number FROM flights WHERE origin = $1", code))
