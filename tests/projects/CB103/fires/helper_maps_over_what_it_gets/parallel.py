import multiprocessing


def run_all(function, items):
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        return pool.map(function, items)
