import queue
from multiprocessing import Process

from .settings import LIMIT


def start():
    waiting = queue.Queue(LIMIT)
    waiting.put("a")
    Process(target=print, args=(waiting.get(),)).start()
