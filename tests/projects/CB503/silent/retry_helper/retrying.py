import asyncio


async def retry(function, *args, times=3):
    for attempt in range(times):
        try:
            return await function(*args)
        except Exception as error:
            print(attempt, error)
            await asyncio.sleep(attempt)
    raise RuntimeError("gave up")
