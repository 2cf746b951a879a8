from multiprocessing import Process

import db

from couchbase.bucket import Bucket

db.bucket = Bucket("couchbase://patch.example/patch")


def work():
    print(db.read("a"))


Process(target=work).start()  # CB102: "opened on line 7"
