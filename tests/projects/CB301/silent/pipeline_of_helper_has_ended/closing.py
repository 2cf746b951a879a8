def close(bucket):
    bucket._close()
