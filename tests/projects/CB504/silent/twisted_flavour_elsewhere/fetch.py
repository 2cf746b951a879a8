from twisted.internet import reactor
from twisted.web.client import Agent, readBody

from store import Store

store = Store()
agent = Agent(reactor)
request = agent.request(b"GET", b"https://news.example/")
request.addCallback(readBody)
request.addCallback(lambda body: store.save("news", body))
request.addBoth(lambda _: reactor.stop())
reactor.run()
