import importlib
from multiprocessing import Process

backend = importlib.import_module("plugins.couch")


def save():
    backend.bucket.upsert("state", {"saved": True})


Process(target=save).start()  # CB102
