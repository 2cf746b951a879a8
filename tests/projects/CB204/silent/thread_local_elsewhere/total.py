"""The workers of a pool ask for the bucket of their thread."""
from concurrent.futures import ThreadPoolExecutor

from per_thread import prices


def price(sku):
    return prices().get(sku).value["price"]


def main():
    with ThreadPoolExecutor(8) as executor:
        print(sum(executor.map(price, ["apple", "pear", "plum"])))


if __name__ == "__main__":
    main()
