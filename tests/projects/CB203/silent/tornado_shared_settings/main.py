"""Opens the scores and starts the server."""
import asyncio

from tornado.web import Application

from handlers import ScoreHandler
from scores import open_scores


async def main():
    scores = await open_scores("couchbase://scores.example.com")
    Application([(r"/score/(\w+)", ScoreHandler)], scores=scores).listen(8080)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
