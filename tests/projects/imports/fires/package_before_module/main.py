from multiprocessing import Process

import db

Process(target=print, args=("child",)).start()  # CB101: "opened in db/__init__.py line 3"
