preload_app = True
wsgi_app = "web.app:app"


def post_fork(server, worker):
    server.log.info("worker %s has started", worker.pid)
