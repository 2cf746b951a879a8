from connection import *

bucket.upsert("parcel:1", {"state": "delivered"})
shut()
bucket.remove("parcel:0")  # CB302
