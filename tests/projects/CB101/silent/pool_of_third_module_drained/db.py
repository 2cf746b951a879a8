from couchbase.bucket import Bucket
import pools


def fill(n):
    for _ in range(n):
        pools.put(Bucket("couchbase://db/b", username="u", password="p"))
