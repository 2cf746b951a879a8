# options: --cb-start-method=forkserver
from multiprocessing import Process

from store import seats


def _announce(piece):
    print("tonight:", piece)


if __name__ == "__main__":
    announcer = Process(target=_announce, args=(seats.get("piece").value,))
    announcer.start()
    announcer.join()
