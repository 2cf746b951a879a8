from multiprocessing import Process

from . import db


def show():
    Process(target=print, args=(db.names,)).start()
