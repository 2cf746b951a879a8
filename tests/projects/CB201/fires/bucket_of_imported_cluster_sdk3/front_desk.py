# options: --cb-sdk=3
"""In 3.x each bucket() connects; a collection keeps its bucket open."""
from conn import cluster

rooms = cluster.bucket("hotel").collection("rooms")
guests = cluster.bucket("hotel").collection("guests")  # CB201


def check_in(guest, room):
    rooms.upsert(room, {"guest": guest})
    guests.upsert(guest, {"room": room})
