from multiprocessing import Process

import hotel

Process(target=print, args=(hotel.NAME,)).start()
