import sys

from cleaning import clean

if __name__ == "__main__":
    clean(sys.argv[1:])
