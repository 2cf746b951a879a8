import gevent

from db import scores


def add(player, points):
    scores.upsert(player, points)


gevent.joinall([gevent.spawn(add, "ann", 3), gevent.spawn(add, "bob", 5)])
