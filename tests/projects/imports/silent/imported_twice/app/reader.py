import app.db


def read(key):
    return app.db.bucket.get(key).value
