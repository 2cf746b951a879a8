from multiprocessing import Process

from weather.db import bucket

station = bucket.get("station:1").value
Process(target=print, args=(station["name"],)).start()  # CB101
