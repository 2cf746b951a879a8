"""Two clusters, two buckets of different names."""
import left
import right

singles = left.cluster.open_bucket("singles")
for key in singles.get("waiting").value:
    right.pairs.upsert(key, singles.get(key).value)
