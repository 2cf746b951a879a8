"""Each thread makes its own object in its target."""
import threading

from fetching import Fetcher


def work(keys, sizes):
    fetcher = Fetcher()
    for key in keys:
        sizes[key] = fetcher.size(key)


def main():
    sizes = {}
    threads = [threading.Thread(target=work, args=(keys, sizes)) for keys in (["a", "b"], ["c", "d"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sizes)


if __name__ == "__main__":
    main()
