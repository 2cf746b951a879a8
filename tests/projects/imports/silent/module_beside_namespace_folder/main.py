from multiprocessing import Process

import store

Process(target=print, args=(store.NAMES,)).start()
