from couchbase.bucket import Bucket

bucket = Bucket("couchbase://shop.example/carts")


def close(error=None):
    bucket._close()  # CB304: "close()"


def init_app(app):
    app.teardown_appcontext(close)
