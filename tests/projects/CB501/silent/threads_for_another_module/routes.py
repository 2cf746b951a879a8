import asyncio

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

import db

router = APIRouter()


@router.get("/ropes/{name}")
async def rope(name: str):
    return await asyncio.to_thread(db.get_rope, name)


@router.get("/ropes")
async def ropes():
    return await run_in_threadpool(db.all_ropes)


@router.get("/spare")
def spare():
    return db.get_rope("spare")
