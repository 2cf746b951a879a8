from retrying import with_retry

from couchbase.bucket import Bucket


class Store:
    def open(self, host):
        return Bucket(f"couchbase://{host}/beers", password="pw")


def main():
    client = with_retry(Store(), "beers.example.com")
    client._close()
    print(client.get("beer::1"))  # CB302


if __name__ == "__main__":
    main()
