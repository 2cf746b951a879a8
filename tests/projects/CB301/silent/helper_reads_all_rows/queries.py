from couchbase.n1ql import N1QLQuery


def orders_of(bucket, customer):
    rows = bucket.n1ql_query(N1QLQuery("SELECT id FROM orders WHERE customer = $1", customer))
    return [row["id"] for row in rows]
