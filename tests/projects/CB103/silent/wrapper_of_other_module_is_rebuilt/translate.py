from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from words import Words


def main():
    words = Words("couchbase://dictionary.local")
    print(words.meaning("sun"))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        print(executor.submit(words.meaning, "moon").result())


if __name__ == "__main__":
    main()
