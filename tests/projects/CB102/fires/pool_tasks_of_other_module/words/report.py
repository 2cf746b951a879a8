from multiprocessing import Pool

from words import articles as source


def main():
    with Pool(3) as pool:  # CB102: "opened in words/articles.py line 3"
        print(sum(pool.map(source.count, ["a1", "a2", "a3"])))


if __name__ == "__main__":
    main()
