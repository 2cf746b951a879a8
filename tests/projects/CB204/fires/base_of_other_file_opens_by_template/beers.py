from helper import Helper

from couchbase.bucket import Bucket


class Beers(Helper):
    def create_client(self, host):
        return Bucket(f"couchbase://{host}/beers", password="pw")

    def remove(self, key, host):
        client = self.client(host)  # CB204
        client.remove(key)

    def add(self, key, host):
        client = self.client(host)  # CB204
        client.upsert(key, {"name": key})
