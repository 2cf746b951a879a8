from steps import in_thread

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://press.example/articles")
in_thread(bucket.upsert, "article", {})
in_thread(bucket.touch, "article")
print(bucket.get("article").value)
