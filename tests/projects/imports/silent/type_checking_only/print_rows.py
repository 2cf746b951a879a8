from __future__ import annotations

from multiprocessing import Process
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.db import Row


def _print(row: Row) -> None:
    print(row["name"])


Process(target=_print, args=({"name": "first"},)).start()
