"""Each turn opens another bucket."""
import cafe_db
import settings

for name in settings.BUCKETS:
    bucket = cafe_db.open_bucket(name)
    bucket.upsert("schema", {"version": 2})
