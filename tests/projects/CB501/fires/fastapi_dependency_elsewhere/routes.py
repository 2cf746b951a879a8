from database import get_database
from fastapi import APIRouter, Depends

router = APIRouter()


@router.get("/pages/{name}")
async def page(name: str, database=Depends(get_database)):
    return database.document("page", name).content_as[dict]  # CB501: "Collection.get()"


@router.get("/pages")
async def pages(database=Depends(get_database)):
    rows = database.query("select * from page")
    return [row for row in rows]  # CB501: "reading"


@router.get("/plain/{name}")
def plain(name: str, database=Depends(get_database)):
    return database.document("page", name).content_as[dict]
