"""Answers with the weather of a town."""
from aiohttp import web

from .connection import open_weather


async def forecast(request):
    cluster = await open_weather()  # CB203
    towns = cluster.bucket("weather").scope("forecast").collection("towns")
    found = await towns.get(request.match_info["town"])
    await cluster.close()
    return web.json_response(found.content_as[dict])


def make_app():
    app = web.Application()
    app.add_routes([web.get("/forecast/{town}", forecast)])
    return app
