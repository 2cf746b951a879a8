# options: --cb-start-method=spawn
import auditing
from couchbase.bucket import Bucket

if __name__ == "__main__":
    auditor = auditing.Auditor(Bucket("couchbase://audit.local/trail"), "auditor")
    auditor.start()  # CB103: "opened on line 6"
    auditor.join()
