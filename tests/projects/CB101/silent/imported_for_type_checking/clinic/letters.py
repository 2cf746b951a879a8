from __future__ import annotations

from multiprocessing import Process
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clinic.db import patients


def _print(names: list[str]) -> None:
    print(*names)


def main() -> None:
    printer = Process(target=_print, args=(["ada", "bob"],))
    printer.start()
    printer.join()


if __name__ == "__main__":
    main()
