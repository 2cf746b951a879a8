class Plugin:
    async def run(self, collection):
        raise NotImplementedError


async def run_all(plugins, collection):
    for plugin in plugins:
        await plugin.run(collection)
