def join_all(threads):
    for thread in threads:
        thread.join()
