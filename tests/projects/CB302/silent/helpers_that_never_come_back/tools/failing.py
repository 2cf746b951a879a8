import sys


def usage(text):
    print(text, file=sys.stderr)
    sys.exit(2)


def refuse(text, *, code=None):
    if code is None:
        raise ValueError(text)
    else:
        raise LookupError(text, code)


def stop():
    try:
        print("stopping")
    finally:
        raise KeyboardInterrupt
