import gevent
from couchbase.bucket import Bucket

from background import off_the_loop

bucket = Bucket("couchbase://pages.local/pages")


def show(page):
    print(off_the_loop(bucket.get, page).value)


gevent.spawn(show, "/").join()
