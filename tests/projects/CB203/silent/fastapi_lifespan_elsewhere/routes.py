"""The routes read what the lifespan has put on the application."""
from fastapi import APIRouter, Depends, Request

router = APIRouter()


def orders(request: Request):
    return request.app.state.orders


@router.get("/orders/{number}")
async def order(number: str, collection=Depends(orders)):
    found = await collection.get(number)
    return found.content_as[dict]
