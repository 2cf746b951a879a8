from celery.signals import worker_process_shutdown

from couchbase.bucket import Bucket

_bucket = None


def get_bucket():
    global _bucket
    if _bucket is None:
        _bucket = Bucket("couchbase://reports.example/reports")
    return _bucket


@worker_process_shutdown.connect
def close(**kwargs):
    if _bucket is not None:
        _bucket._close()
