from clinic.db import bucket


def name_of(number):
    return bucket.get(number).value["name"]
