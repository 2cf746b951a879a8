from celery import Task
from couchbase.bucket import Bucket


class StoreTask(Task):
    _bucket = None

    @property
    def bucket(self):
        if self._bucket is None:
            self._bucket = Bucket("couchbase://metrics.local/hits")
        return self._bucket
