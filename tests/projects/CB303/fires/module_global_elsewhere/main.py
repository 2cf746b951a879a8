import asyncio

import connection


async def main():
    await connection.connect()
    print(await connection.cluster.ping())
    connection.disconnect()


asyncio.run(main())
