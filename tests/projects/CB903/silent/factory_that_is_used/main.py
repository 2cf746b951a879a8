# options: --extend-select=CB903
from db import connect


def main():
    print(connect("beers", input()).get("stout").value)


main()
