from couchbase.bucket import Bucket, LOCKMODE_WAIT

from rest import get

beers = Bucket("couchbases://pub.local/beers?certpath=ca.pem", lockmode=LOCKMODE_WAIT, password=input())
print(get("/pools"), beers.get("stout").value)
