wsgi_app = "mysite.wsgi:application"
preload_app = True
