from concurrent.futures import ProcessPoolExecutor

executor = ProcessPoolExecutor(2)


def submit(function, *args):
    return executor.submit(function, *args)
