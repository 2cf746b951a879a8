from gevent.pool import Group

_group = Group()


def in_background(function, *args):
    """Run a function while the caller goes on."""
    _group.spawn(function, *args)


def wait():
    _group.join()
