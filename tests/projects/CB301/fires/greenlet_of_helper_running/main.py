from gcouchbase.bucket import Bucket

from beat import start_beating

bucket = Bucket("couchbase://state.local/state", password="pw")
job = start_beating(bucket, "web")
print(bucket.get("settings").value)
bucket._close()  # CB301: "a greenlet in beat.py line 10"
job.kill()
