from multiprocessing import Process

from workers.base import BaseWorker


class Packer(BaseWorker):
    def _pack(self, key):
        self.items.upsert(key, {"packed": True})


def main():
    packer = Packer("couchbase://work.local")
    child = Process(target=packer._pack, args=("i-1",))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
