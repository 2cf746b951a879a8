# options: --extend-select=CB901
from session import session


def main():
    with session(input()) as beers:
        print(beers.get("stout").value)


main()
