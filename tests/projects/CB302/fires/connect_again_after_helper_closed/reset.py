def hard_reset(bucket):
    bucket._close()
    return bucket
