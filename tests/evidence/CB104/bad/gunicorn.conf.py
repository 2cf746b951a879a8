wsgi_app = "app:application"
preload_app = True
