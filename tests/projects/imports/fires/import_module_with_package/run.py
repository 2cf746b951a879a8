from importlib import import_module

backend = import_module(".couch", package="plugins")
backend.stop()
backend.bucket.upsert("state", {"saved": True})  # CB302
