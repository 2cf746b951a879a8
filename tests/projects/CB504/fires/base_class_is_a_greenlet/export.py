from couchbase.bucket import Bucket

from tasks import Task


class Export(Task):
    def work(self):
        print(self.bucket.get("settings").value)  # CB504: "opened on line 11"


export = Export(Bucket("couchbase://conf.local/conf"))
export.start()
export.join()
