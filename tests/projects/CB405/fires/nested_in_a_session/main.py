from session import session


def main():
    with session(input()) as beers:
        with beers.pipeline():
            beers.upsert("stout", {"price": 4})
            with beers.pipeline():  # CB405
                beers.upsert("ale", {"price": 5})


main()
