wsgi_app = "hotel.main:app"
workers = 4
preload_app = True


def post_fork(server, worker):
    from hotel import store

    store.connect()
    server.log.info("worker %s is connected", worker.pid)
