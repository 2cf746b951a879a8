# Only a number is wanted, but the import opens the bucket all the same.
from concurrent.futures import ProcessPoolExecutor

from inventory.core import BATCH


def _render(page):
    return "page %d" % page


if __name__ == "__main__":
    with ProcessPoolExecutor() as executor:
        pages = executor.map(_render, range(BATCH))  # CB101: "opened in inventory/core.py line 5"
        print(list(pages))
