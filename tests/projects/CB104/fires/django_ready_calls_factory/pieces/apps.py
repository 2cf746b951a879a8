from django.apps import AppConfig

from . import store


class PiecesConfig(AppConfig):
    name = "pieces"
    collection = None

    def ready(self):
        self.collection = store.connect()  # CB104
