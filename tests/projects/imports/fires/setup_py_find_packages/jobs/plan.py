from multiprocessing import Process

from routes.connection import routes


def plan():
    routes.upsert("plan", {"day": 1})


Process(target=plan).start()  # CB102
