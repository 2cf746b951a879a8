import pages

preload_app = True


def post_fork(server, worker):
    pages.reopen()
