import museum.storage.rooms

rooms = museum.storage.rooms.cluster.bucket("rooms").default_collection()
museum.storage.rooms.close()
rooms.upsert("room::1", {"open": True})  # CB302
