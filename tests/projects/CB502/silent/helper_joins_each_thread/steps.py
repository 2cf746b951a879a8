from threading import Thread


def in_thread(function, *args):
    thread = Thread(target=function, args=args)
    thread.start()
    thread.join()
