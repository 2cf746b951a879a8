from multiprocessing import Process

import db

names = db.bucket.get("names").value
# Nothing else refers to it: it is closed before the fork.
db.bucket = None
Process(target=print, args=(names,)).start()
