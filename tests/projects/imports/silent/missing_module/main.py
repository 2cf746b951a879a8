from multiprocessing import Process

import settings
from generated_db import bucket


def work():
    bucket.upsert("server", settings.SERVER)


Process(target=work).start()
