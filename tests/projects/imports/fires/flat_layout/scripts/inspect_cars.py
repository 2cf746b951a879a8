from multiprocessing import Pool

from garage.db import cars


def inspect(key):
    return cars.get(key).value["km"]


if __name__ == "__main__":
    with Pool(2) as pool:  # CB102: "opened in garage/db.py line 3"
        print(pool.map(inspect, ["car:1", "car:2"]))
