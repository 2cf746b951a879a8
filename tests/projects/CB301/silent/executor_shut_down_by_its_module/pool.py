from concurrent.futures import ThreadPoolExecutor

_executor = ThreadPoolExecutor(max_workers=4)


def later(function, *args):
    return _executor.submit(function, *args)


def finish():
    _executor.shutdown()
