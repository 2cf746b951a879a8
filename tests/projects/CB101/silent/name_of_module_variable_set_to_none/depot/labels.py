# The module held the last reference.
from multiprocessing import Process

import depot.state as state


def _print(goods):
    print(goods)


def main():
    state.connect()
    goods = state.bucket.get("today").value
    state.forget()
    printer = Process(target=_print, args=(goods,))
    printer.start()
    printer.join()


if __name__ == "__main__":
    main()
