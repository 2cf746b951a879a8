from couchbase.bucket import Bucket, LOCKMODE_WAIT

from session import Session

session = Session(Bucket("couchbase://pub.local/users", password=input(), lockmode=LOCKMODE_WAIT))
session.authenticate("host")
