import time
from multiprocessing import Process

if __name__ == "__main__":
    Process(target=print, args=(time.time(),)).start()
