import gevent

from db import bucket


def count(page):
    bucket.counter(page, initial=1)


gevent.joinall([gevent.spawn(count, page) for page in ("/", "/jobs")])
