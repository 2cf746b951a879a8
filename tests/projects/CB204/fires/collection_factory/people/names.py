"""Names of people."""
import people.db


def display_name(uid):
    profile = people.db.profiles().get(uid).content_as[dict]  # CB204
    return profile.get("nick") or profile["name"]


def rename(uid, name):
    collection = people.db.profiles()  # CB204
    document = collection.get(uid).content_as[dict]
    collection.replace(uid, {**document, "name": name})
