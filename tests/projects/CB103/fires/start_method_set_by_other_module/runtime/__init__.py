import multiprocessing


def prepare():
    multiprocessing.set_start_method("spawn")
