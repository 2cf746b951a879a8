import multiprocessing

from couchbase.bucket import Bucket

from portable import Portable


class Basket(Portable):
    def add(self, item):
        if self.bucket is None:
            self.bucket = Bucket(self.connstr)
        self.bucket.upsert(item, 1)


if __name__ == "__main__":
    basket = Basket("couchbase://shop.local/baskets")
    basket.add("pear")
    spawn = multiprocessing.get_context("spawn")
    adder = spawn.Process(target=basket.add, args=("apple",))
    adder.start()
    adder.join()
