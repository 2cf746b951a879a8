import gevent


def start_beating(bucket, name):
    def beat():
        while True:
            bucket.upsert("alive:" + name, True)
            gevent.sleep(5)

    return gevent.spawn(beat)
