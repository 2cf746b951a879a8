import sys
from multiprocessing import Process

in_children = "--children" in sys.argv

if not in_children:
    import db

    print(db.bucket.get("flags").value)

if in_children:
    Process(target=print, args=("flags",)).start()
