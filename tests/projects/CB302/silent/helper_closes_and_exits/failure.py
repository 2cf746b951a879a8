import sys


def give_up(bucket, message):
    bucket._close()
    sys.exit(message)
