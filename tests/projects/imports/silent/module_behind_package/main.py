from multiprocessing import Process

import db

Process(target=print, args=(db.bucket,)).start()
