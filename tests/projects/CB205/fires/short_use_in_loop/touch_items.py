"""An object is made for one call, again and again."""
import sys

from inventory import Inventory


def main():
    for sku in sys.argv[1:]:
        Inventory().touch(sku)  # CB205


if __name__ == "__main__":
    main()
