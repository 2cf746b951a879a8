def drop(bucket):
    bucket.close()
