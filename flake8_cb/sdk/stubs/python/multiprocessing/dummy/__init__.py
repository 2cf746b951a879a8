from multiprocessing.pool import ThreadPool as Pool
from threading import Thread as Process
from threading import Thread


def current_process(): ...
