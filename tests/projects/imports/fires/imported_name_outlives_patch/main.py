from multiprocessing import Process

import db
from db import bucket

# The module forgets it, this file does not.
db.bucket = None


def work():
    bucket.upsert("a", 1)


Process(target=work).start()  # CB102
