import asyncio


async def for_each(function, items):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(function(item)) for item in items]
    return [task.result() for task in tasks]
