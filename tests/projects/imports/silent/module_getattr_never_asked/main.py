from multiprocessing import Process

import lazy_db

Process(target=print, args=(lazy_db.NAME,)).start()
