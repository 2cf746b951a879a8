from concurrent.futures import ProcessPoolExecutor

import session


def _describe(tour):
    return tour["name"].upper()


def main():
    with session.Session("couchbase://tour.local") as tours:
        documents = [tours.get(key).content_as[dict] for key in ("t1", "t2")]
    with ProcessPoolExecutor() as executor:
        print(list(executor.map(_describe, documents)))


if __name__ == "__main__":
    main()
