import sys


def die(message):
    print(message, file=sys.stderr)
    sys.exit(2)
