import threading


def start(collection, keys):
    def work():
        for key in keys:
            collection.touch(key, 3600)

    thread = threading.Thread(target=work)
    thread.start()
    return thread
