import threading

from couchbase.bucket import Bucket


def build():
    bucket = Bucket("couchbase://shop.local/orders", password="pw")
    print(sum(row["total"] for row in bucket.n1ql_query("SELECT total FROM orders")))


worker = threading.Thread(target=build)
worker.start()
worker.join()
