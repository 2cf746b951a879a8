"""A process of its own in the background."""
import os
import sys


class Daemon:
    def __init__(self, pidfile):
        self.pidfile = pidfile

    def restart(self):
        self.stop()
        self.start()

    def stop(self):
        if os.path.exists(self.pidfile):
            os.remove(self.pidfile)

    def start(self):
        self.daemonize()

    def daemonize(self):
        if os.fork() > 0:
            sys.exit(0)
        os.setsid()
        with open(self.pidfile, "w") as file:
            file.write(str(os.getpid()))
