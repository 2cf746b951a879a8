# The declared Python may be one whose processes fork.
from multiprocessing import Process

from ledger.db import get_bucket


def _print(text):
    print(text)


def main():
    text = get_bucket().get("statement").value
    printer = Process(target=_print, args=(text,))
    printer.start()  # CB101: "opened in src/ledger/db.py line 9"
    printer.join()


if __name__ == "__main__":
    main()
