import gevent
from bus import Subscriber

from handlers import keep

subscriber = Subscriber("tcp://bus.local")
subscriber.subscribe(keep)
gevent.spawn(subscriber.run).join()
