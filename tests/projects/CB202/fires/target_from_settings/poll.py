"""Nothing in the connection string changes from sensor to sensor."""
from couchbase.bucket import Bucket

from conf import live

for sensor in live.SENSORS:
    bucket = Bucket(f"couchbase://{live.HOST}/{live.BUCKET}", username="grid", password="pw")  # CB202
    bucket.counter(sensor, delta=1, initial=0)
