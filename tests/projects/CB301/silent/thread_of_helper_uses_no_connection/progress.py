import threading
import time


def show(title):
    def dots():
        for _ in range(10):
            print(title, end=".")
            time.sleep(1)

    threading.Thread(target=dots).start()
