import gevent


def off_the_loop(function, *args):
    return gevent.get_hub().threadpool.spawn(function, *args).get()
