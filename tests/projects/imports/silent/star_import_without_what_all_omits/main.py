from printer import *
from connection import *

stop()
bucket.upsert("parcel:1", {"state": "delivered"})
