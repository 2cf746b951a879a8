from concurrent.futures import ThreadPoolExecutor as Executor

executor = Executor(4)


def submit(function, *args):
    return executor.submit(function, *args)
