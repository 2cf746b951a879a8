import os


def leave(code=0):
    os._exit(code)
