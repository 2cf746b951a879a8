from threading import Thread


def run_all(function, items):
    threads = [Thread(target=function, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
