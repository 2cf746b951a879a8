# The way back is pickled as well.
from multiprocessing import Pool

from loader import load


def main():
    with Pool(1) as pool:
        level = pool.apply(load, (3,))  # CB103
        print(level.number)


if __name__ == "__main__":
    main()
