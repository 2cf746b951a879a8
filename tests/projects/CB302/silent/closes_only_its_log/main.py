from journal import Journal

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://10.0.0.2/journal")
journal = Journal("journal.txt", bucket)
journal.write("a", 1)
journal.close()
bucket.upsert("journal", {"closed": True})
