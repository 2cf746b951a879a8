from multiprocessing import Process

import harbour


def dock():
    harbour.ships.upsert("ship:1", {"docked": True})


Process(target=dock).start()  # CB102: "opened in harbour/connection.py line 3"
