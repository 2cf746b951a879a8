from couchbase.bucket import Bucket

_goods = None


def _store():
    global _goods
    if _goods is None:
        _goods = Bucket("couchbase://market.local/goods")
    return _goods


def price(key):
    return {"key": key, "price": _store().get(key).value}
