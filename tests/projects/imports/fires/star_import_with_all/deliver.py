from connection import *

_parcels.upsert("parcel:1", {"state": "delivered"})
_shut()
_parcels.remove("parcel:0")  # CB302
