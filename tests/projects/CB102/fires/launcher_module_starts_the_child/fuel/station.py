from couchbase.bucket import Bucket

from . import launcher


def _fill(tank, litres):
    tank.upsert("level", litres)


def main():
    tank = Bucket("couchbase://fuel.local/tank")
    filling = launcher.launch(_fill, tank, litres=40)  # CB102: "opened on line 11"
    filling.join()


if __name__ == "__main__":
    main()
