import multiprocessing


def use_spawn():
    multiprocessing.set_start_method("spawn", force=True)
