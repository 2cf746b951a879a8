wsgi_app = "app:application"
