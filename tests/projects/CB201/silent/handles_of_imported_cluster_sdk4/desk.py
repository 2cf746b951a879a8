"""In 4.x the bucket of one name is cached by its cluster, wherever it is asked for."""
from couchbase.bucket import Bucket

from hotel import cluster, rooms

guests = cluster.bucket("hotel").scope("house").collection("guests")
bills = Bucket(cluster, "hotel").default_scope().collection("bills")


def check_in(guest, room):
    rooms.upsert(room, {"guest": guest})
    guests.upsert(guest, {"room": room})
    bills.insert(guest, {"total": 0})
