from multiprocessing import Process

from .db import pupils as _pupils


def _store(key):
    _pupils.append(key, "A")


def store(key):
    worker = Process(target=_store, args=(key,))
    worker.start()  # CB102: "opened in school/db.py line 3"
    worker.join()
