from aiohttp import web

from cats import BREEDS

routes = web.RouteTableDef()


@routes.get("/breeds")
async def breeds(request):
    return web.json_response(list(BREEDS))


app = web.Application()
app.add_routes(routes)
