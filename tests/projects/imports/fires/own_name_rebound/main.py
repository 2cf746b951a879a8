from multiprocessing import Process

from db import bucket

print(bucket.get("first").value)
# Only the name of this file is gone; the module keeps the bucket.
bucket = None
Process(target=print, args=("second",)).start()  # CB101
