from multiprocessing import Process

import cinema.db as database


def reserve(seat):
    database.seats.insert(seat, {"taken": True})


Process(target=reserve, args=("3-14",)).start()  # CB102
