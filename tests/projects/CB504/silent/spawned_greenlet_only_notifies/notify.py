import gevent
from bus import publish


def notify(topic, value):
    """Tell others, without waiting for them."""
    return gevent.spawn(publish, topic, value)
