from multiprocessing import Process

try:
    from local_db import bucket
except ImportError:
    bucket = None


def move():
    if bucket is not None:
        bucket.append("game:1", "e4")


Process(target=move).start()  # CB102: "opened in local_db.py line 3"
