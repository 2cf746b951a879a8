"""The loop starts threads; each opens in its own target, before its own loop."""
import threading

from .db import flock


def count(first, last):
    bucket = flock()
    for number in range(first, last):
        bucket.counter("sheep", delta=number)


threads = []
for start in range(0, 1000, 250):
    thread = threading.Thread(target=count, args=(start, start + 250))
    thread.start()
    threads.append(thread)

for thread in threads:
    thread.join()
