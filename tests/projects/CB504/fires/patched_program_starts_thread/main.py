from gevent import monkey

monkey.patch_all()

import threading  # noqa: E402

from prices import known, load  # noqa: E402

worker = threading.Thread(target=load, args=("tea",))
worker.start()  # CB504: "opened in prices.py line 3"
worker.join()
print(known)
