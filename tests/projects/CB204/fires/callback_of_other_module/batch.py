"""Work through many items."""
import time


def each(items, action, pause=0.0):
    count = 0
    for item in items:
        action(item)
        count += 1
        time.sleep(pause)
    return count
