from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import payload
from couchbase.bucket import Bucket


def _words(text):
    return text.split()


def main():
    essays = Bucket("couchbase://school.local/essays")
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as executor:
        future = executor.submit(_words, payload.text_of(essays, "e-1"))
        print(future.result())


if __name__ == "__main__":
    main()
