preload_app = False
workers = 4
