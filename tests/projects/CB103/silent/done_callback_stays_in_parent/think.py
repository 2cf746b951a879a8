from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from couchbase.bucket import Bucket

from saving import Saver


def _think(years):
    return years % 43


def main():
    saver = Saver(Bucket("couchbase://deep.local/thought"))
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        executor.submit(_think, 7_500_000).add_done_callback(saver.save)


if __name__ == "__main__":
    main()
