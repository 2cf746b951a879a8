from couchbase.n1ql import N1QLQuery


def newest_order(bucket, customer):
    found = bucket.n1ql_query(N1QLQuery("SELECT id, placed FROM orders WHERE customer = $1", customer))
    for row in found:
        if row["placed"]:
            return row
    return None
