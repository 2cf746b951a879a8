def release(*buckets):
    for bucket in buckets:
        bucket._close()
