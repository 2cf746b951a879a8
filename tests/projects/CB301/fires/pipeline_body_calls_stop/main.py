# Both ends of the story lie behind this one call: it is told in loader.py.
import sys

import loader

if __name__ == "__main__":
    loader.load(sys.stdin)
