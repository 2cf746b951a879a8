from multiprocessing import Process

from shop import storage

Process(target=print, args=(storage,)).start()
