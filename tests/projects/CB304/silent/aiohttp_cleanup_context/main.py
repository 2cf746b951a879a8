from aiohttp import web
from context import database

routes = web.RouteTableDef()


@routes.get("/rooms")
async def rooms(request):
    return web.json_response([row async for row in request.app["cluster"].query("SELECT 1")])


app = web.Application()
app.cleanup_ctx.append(database)
app.add_routes(routes)
