"""Who follows whom: many calls, one connection for each name."""
from hub import db

users = db.bucket("users")
events = db.bucket("events")
again = db.bucket("users")


def follow(user, other):
    users.upsert(user, {"follows": other})
    events.upsert(user + other, {"kind": "follow"})


def unfollow(user):
    again.remove(user)
