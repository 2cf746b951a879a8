from concurrent.futures import ProcessPoolExecutor

from tables import *


def _serve(wine):
    guests.append("order", wine)
    return wine


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(_serve, wines)))  # CB102: "opened in tables.py line 5"
