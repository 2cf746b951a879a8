wsgi_app = "board.main:app"
workers = 4
preload_app = False
