"""Two addresses from the command line need not be the same."""
import sys

from endpoints import Endpoint


def main():
    source = Endpoint(sys.argv[1])
    target = Endpoint(sys.argv[2])
    print(source.version(), target.version())


if __name__ == "__main__":
    main()
