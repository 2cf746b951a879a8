import threading

import db

db.bucket().upsert("started", True)
threads = [threading.Thread(target=lambda: db.bucket().get("started")) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
