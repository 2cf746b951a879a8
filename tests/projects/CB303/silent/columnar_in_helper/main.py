import asyncio
import atexit

from client import make_client


async def main():
    client = make_client("couchbases://columnar.example")
    atexit.register(client.shutdown)
    result = await client.execute_query("SELECT VALUE 1")
    print(await result.get_all_rows())


asyncio.run(main())
