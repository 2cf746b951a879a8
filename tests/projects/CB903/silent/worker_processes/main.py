# options: --extend-select=CB903
from multiprocessing import Process

from work import main

if __name__ == "__main__":
    for name in ("stout", "ale"):
        Process(target=main, args=(input(), name)).start()
