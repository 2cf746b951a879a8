preload_app = True
wsgi_app = "doors.app:app"
