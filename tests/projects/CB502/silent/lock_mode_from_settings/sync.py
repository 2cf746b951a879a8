import threading

import settings

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://sync.example/files", lockmode=settings.LOCKMODE)

for name in ("a", "b"):
    threading.Thread(target=bucket.touch, args=(name,)).start()
