import os


def dsn(name):
    return os.environ["DSN"].format(name)
