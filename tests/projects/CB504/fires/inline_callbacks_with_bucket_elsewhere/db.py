from couchbase.bucket import Bucket

bucket = Bucket("couchbase://jobs.local/jobs", password="pw")


def next_job():
    rows = bucket.n1ql_query("SELECT id FROM jobs WHERE state = 'new' LIMIT 1")
    return rows.get_single_result()
