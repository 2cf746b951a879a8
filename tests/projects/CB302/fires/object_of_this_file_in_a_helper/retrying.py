import time


def with_retry(store, host, tries=3):
    for _ in range(tries):
        try:
            return store.open(host)
        except OSError:
            time.sleep(1)
    raise OSError(host)
