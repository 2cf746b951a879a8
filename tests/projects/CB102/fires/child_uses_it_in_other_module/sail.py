import os

import journal
from couchbase.bucket import Bucket

log = Bucket("couchbase://ship.local/log")

child = os.fork()  # CB102: "opened on line 6"
if child == 0:
    journal.note(log, "watch begins")
    os._exit(0)
os.waitpid(child, 0)
