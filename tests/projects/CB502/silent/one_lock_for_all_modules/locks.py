import threading

bucket_lock = threading.Lock()
