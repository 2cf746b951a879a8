# options: --extend-select=CB903
from db import connect


def main():
    beers = connect("beers", input())  # CB903
    print("ready")


main()
