from multiprocessing import Process


def launch(function, *args, **kwargs):
    child = Process(target=function, args=args, kwargs=kwargs)
    child.start()
    return child
