"""Scores of a game."""
from score_db import connect


async def set_points(player, points):
    cluster = await connect()  # CB204
    await cluster.bucket("scores").default_collection().upsert(player, points)
    await cluster.close()
