from gevent.pool import Pool


class Workers:
    def __init__(self, size):
        self._pool = Pool(size)

    def give(self, function, *args):
        self._pool.spawn(function, *args)

    def stop(self):
        self._pool.join()
