from concurrent.futures import ThreadPoolExecutor

from shop.store import Store


def main():
    store = Store("couchbase://shop.example/carts")
    with ThreadPoolExecutor(max_workers=2) as executor:
        executor.submit(store.put, "cart:1", {})
        executor.submit(store.get, "cart:2")  # CB502


if __name__ == "__main__":
    main()
