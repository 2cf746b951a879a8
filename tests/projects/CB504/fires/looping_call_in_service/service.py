from twisted.application.service import Service
from twisted.internet.task import LoopingCall

from gauges import Gauges


class Poller(Service):
    def __init__(self):
        self.gauges = Gauges()
        self.loop = LoopingCall(self.poll)

    def startService(self):
        Service.startService(self)
        self.loop.start(10)

    def poll(self):
        print(self.gauges.read("boiler"))  # CB504: "gauges.py line 6"


poller = Poller()
poller.startService()
