"""Functions that share what the other module opened."""
from .db import staff as _staff


def name_of(number):
    return _staff.get("staff::%d" % number).value["name"]


def rename(number, name):
    document = _staff.get("staff::%d" % number).value
    _staff.replace("staff::%d" % number, dict(document, name=name))
