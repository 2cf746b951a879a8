from multiprocessing import Process

import settings

try:
    from deployment_db import bucket
except ImportError:
    bucket = None


def work():
    if bucket is not None:
        bucket.upsert("worker", {"state": "up"})


for _ in range(settings.WORKERS):
    Process(target=work).start()
