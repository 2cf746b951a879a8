# options: --extend-select=CB901
from db import connect


def main():
    cluster = connect(None)
    print(cluster.bucket("beers").default_collection().get("stout"))
    cluster.close()


main()
