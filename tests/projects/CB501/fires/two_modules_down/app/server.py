"""To make the service connects, and to ask it reads rows: both on the loop."""
from aiohttp import web

from app.service import Menu

routes = web.RouteTableDef()


async def open_menu(app):
    menu = app["menu"] = Menu()  # CB501: "blocked by Bucket() in app/repository.py line 6"
    print(menu.of_today())  # CB501: "reading N1QLRequest in app/repository.py line 9"


app = web.Application()
app.on_startup.append(open_menu)
