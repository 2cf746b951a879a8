from celery import Task

from celery_app import app
from store import letters


class Stamp(Task):
    name = "stamp"

    def run(self, letter):
        print("stamped", letter)

    @staticmethod
    def undo(letter):
        """Nothing but the command line calls this."""
        letters.remove(letter)


app.register_task(Stamp())
