from couchbase.bucket import Bucket

bucket = Bucket("couchbase://10.2.2.2/runs")
closed = False


def close():
    global closed
    bucket._close()
    closed = True
