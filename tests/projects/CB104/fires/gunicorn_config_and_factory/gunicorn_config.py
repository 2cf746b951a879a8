preload_app = True
workers = 2
