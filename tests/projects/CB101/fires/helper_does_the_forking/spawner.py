from multiprocessing import Process


def run_detached(function, *args):
    child = Process(target=function, args=args)
    child.start()
    child.join()
