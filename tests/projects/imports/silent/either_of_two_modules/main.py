try:
    from fast_db import bucket, encode
except ImportError:
    from plain_db import bucket, encode

bucket.upsert("a", encode([1, 2]))
