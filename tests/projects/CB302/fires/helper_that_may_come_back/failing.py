import sys


def usage(text):
    print(text, file=sys.stderr)
    if "--force" not in sys.argv:
        sys.exit(2)
