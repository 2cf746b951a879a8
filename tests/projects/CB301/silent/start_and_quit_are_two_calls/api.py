# Nothing in this file shows that one is called after the other.
from threading import Thread

from db import bucket


def prefetch(keys):
    Thread(target=bucket.get_multi, args=(list(keys),)).start()


def quit_app():
    bucket._close()
