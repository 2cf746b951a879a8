from multiprocessing import Process


def launch_without(bucket, function, *args):
    bucket._close()
    child = Process(target=function, args=args)
    child.start()
    child.join()
