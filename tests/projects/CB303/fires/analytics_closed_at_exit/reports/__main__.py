import asyncio
import atexit

from reports.client import make_client


async def main():
    client = make_client("https://analytics.example")
    atexit.register(client.shutdown)  # CB303: "shutdown()"
    print(await client.execute_query("SELECT VALUE 1"))


asyncio.run(main())
