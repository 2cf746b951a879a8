"""Articles reach their bucket through a property, which asks the broken cache each time."""
from shop.pool import Pool


class Article:
    bucket_name = "articles"

    @property
    def bucket(self):
        return Pool.bucket(self.bucket_name)  # CB204: "opened in shop/pool.py line 13"

    def read(self, number):
        return self.bucket.get(number).value


def price_of(number):
    return Pool.bucket("prices").get(number).value  # CB204: "in each call of bucket(): it is kept under another key"
