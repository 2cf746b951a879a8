import gevent

from conf import settings


def fetch(url):
    gevent.sleep(1)
    return url


found = settings()
print([job.get() for job in [gevent.spawn(fetch, url) for url in found["urls"]]])
