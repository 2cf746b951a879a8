from django.apps import AppConfig

from pieces.store import Store


class PiecesConfig(AppConfig):
    name = "pieces"

    def ready(self):
        self.store = Store("couchbase://museum.local")
