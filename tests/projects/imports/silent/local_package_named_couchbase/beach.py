from multiprocessing import Process

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://beach/sand")
same = Bucket("couchbase://beach/sand")


def dig():
    print(bucket.get(100), same.name)


Process(target=dig).start()
bucket._close()
print(bucket.get(1))
