"""The greenlets are started here, so that it is told here."""
import gevent
from couchbase.bucket import Bucket

from work import crawl

bucket = Bucket("couchbase://pages.local/pages")
jobs = [gevent.spawn(crawl, bucket, page) for page in ("/", "/jobs")]  # CB504: "opened on line 7"
gevent.joinall(jobs)
