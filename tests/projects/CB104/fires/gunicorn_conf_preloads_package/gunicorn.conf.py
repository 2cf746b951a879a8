wsgi_app = "hotel.main:app"
workers = 4
preload_app = True
