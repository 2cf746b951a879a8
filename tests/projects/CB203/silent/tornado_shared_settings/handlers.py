"""The handlers find the scores in the settings of the application."""
from tornado.web import RequestHandler


class ScoreHandler(RequestHandler):
    async def get(self, team):
        found = await self.settings["scores"].get(team)
        self.write(found.content_as[dict])
