from multiprocessing import Process

try:
    from _compiled_db import bucket
except ImportError:
    from slow_db import bucket


def move():
    bucket.append("game:1", "e4")


Process(target=move).start()  # CB102: "opened in slow_db.py line 3"
