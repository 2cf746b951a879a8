from threading import Thread

from db import cluster


def clean(keys):
    files = cluster.bucket("files").default_collection()
    for key in keys:
        Thread(target=files.remove, args=(key,)).start()
    cluster.close()  # CB301
