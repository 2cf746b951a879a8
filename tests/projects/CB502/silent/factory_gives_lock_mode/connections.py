from couchbase.bucket import LOCKMODE_EXC, Bucket


def connect(name, lockmode=LOCKMODE_EXC):
    return Bucket(f"couchbase://games.example/{name}", lockmode=lockmode, password="pw")
