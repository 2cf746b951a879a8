from threading import Thread


def start_copies(bucket, keys):
    threads = [Thread(target=bucket.get, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    return threads
