from multiprocessing import Process

from db import bucket

import db

names = bucket.get("names").value
del db.bucket, bucket
Process(target=print, args=(names,)).start()
