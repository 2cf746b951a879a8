import multiprocessing

from birds.tasks import saver
from couchbase.bucket import Bucket


def main():
    workers = multiprocessing.Pool(2)
    seen = Bucket("couchbase://birds.local/seen")
    workers.map(saver(seen), ["owl", "wren"])  # CB103: "opened on line 9"
    workers.terminate()


if __name__ == "__main__":
    main()
