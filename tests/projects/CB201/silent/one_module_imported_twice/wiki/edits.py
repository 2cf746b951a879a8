"""Edits, in the same bucket."""
import wiki.db as storage

_edits = storage.cluster.bucket("wiki").collection("edits")


def record(name, author):
    _edits.upsert(name, {"by": author})
