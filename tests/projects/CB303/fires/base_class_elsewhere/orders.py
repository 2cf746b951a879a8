import asyncio

from base import Service


class Orders(Service):
    async def stop(self):
        print("stopping")
        self.cluster.close()  # CB303


async def main():
    orders = Orders("orders")
    await orders.start("couchbase://o.example")
    await orders.ping()
    await orders.stop()


asyncio.run(main())
