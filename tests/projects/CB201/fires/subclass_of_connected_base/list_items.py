"""Both connections come from this one call: nothing to change here."""
import sys

from inventory.search import SearchStore


def main():
    store = SearchStore("spare_parts")
    for sku in store.named(sys.argv[1]):
        print(sku, store.count(sku))


if __name__ == "__main__":
    main()
