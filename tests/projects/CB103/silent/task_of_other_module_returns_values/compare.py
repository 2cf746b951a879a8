import multiprocessing as mp

import market


def main():
    with mp.Pool(2) as pool:
        for answer in pool.imap_unordered(market.price, ["tea", "salt"]):
            print(answer["key"], answer["price"])


if __name__ == "__main__":
    main()
