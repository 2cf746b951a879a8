from metrics.db import bucket


def total(pages):
    return sum(bucket.get(page).value for page in pages)
