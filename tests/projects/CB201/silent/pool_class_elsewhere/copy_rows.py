"""Two buckets of the pool at one time."""
from pooling import Pool

pool = Pool("couchbase://bulk.example/rows")
with pool.take() as source, pool.take() as target:
    for number in range(1000):
        key = "row::%d" % number
        target.upsert(key + "::copy", source.get(key).value)
