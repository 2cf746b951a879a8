import database
from fastapi import APIRouter

router = APIRouter()


@router.get("/hotels/{key}")
def hotel(key: str):
    try:
        return database.hotels().get(key).content_as[dict]
    finally:
        database.close()  # CB304: "hotel()"
