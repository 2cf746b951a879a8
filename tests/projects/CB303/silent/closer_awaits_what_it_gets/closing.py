import inspect


async def close_quietly(thing):
    try:
        result = thing.close()
        if inspect.isawaitable(result):
            await result
    except Exception as error:
        print(error)


async def finish(coroutine):
    await coroutine
