"""The routes are coroutines; the module that they use knows nothing of loops."""
from fastapi import APIRouter

import db

router = APIRouter()


@router.get("/users/{name}")
async def user(name: str):
    return db.get_user(name)  # CB501: "blocked by Collection.get() in db.py line 11"


@router.put("/users/{name}")
async def put_user(name: str, body: dict):
    db.save_user(name, body)  # CB501: "opened in db.py line 6"
    return db.users.get(name).cas  # CB501: "blocked by Collection.get()"
