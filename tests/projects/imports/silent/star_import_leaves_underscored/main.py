from printer import _stop
from connection import *

_stop()
bucket.upsert("parcel:1", {"state": "delivered"})
