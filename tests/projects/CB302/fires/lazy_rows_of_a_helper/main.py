import flights

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://airport.example/flights", password="hop-garden")
rows = flights.from_airport(bucket, "BGO")
bucket._close()
print([row["number"] for row in rows])  # CB302
