# options: --cb-sdk=3
"""bucket() connects anew on each call in 3.x, also when a helper of another file makes the call."""
from post_db import letters


def stamp(numbers):
    for number in numbers:
        collection = letters()  # CB202
        letter = collection.get(number).content_as[dict]
        letter["stamped"] = True
        collection.replace(number, letter)


stamp(["l-1", "l-2", "l-3"])
