from multiprocessing.pool import ThreadPool as Pool
from threading import Thread as Process
from threading import BoundedSemaphore, Condition, Lock, RLock, Semaphore, Thread


def current_process(): ...
