"""The loop runs the job of another file: only here is that to be seen."""
import asyncio

import jobs


async def main():
    asyncio.get_running_loop().call_later(60, jobs.clean_up)  # CB501: "QueryResult.execute() in jobs.py line 10"
    await asyncio.sleep(3600)


asyncio.run(main())
