# options: --extend-select=CB901
from contextlib import ExitStack

from db import connect


def main():
    with ExitStack() as stack:  # CB901
        beers = connect("beers", input())
        stack.callback(beers._close)
        print(beers.get("stout").value)


main()
