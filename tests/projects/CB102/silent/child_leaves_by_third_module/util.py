from proc import leave


def finish():
    leave(0)
