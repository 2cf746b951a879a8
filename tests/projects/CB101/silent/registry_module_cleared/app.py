import multiprocessing
import conn
import registry


def work(n):
    return n


def main():
    conn.setup()
    registry.get("db").ping()
    registry.clear()
    with multiprocessing.Pool(2) as pool:
        pool.map(work, [1])


if __name__ == "__main__":
    main()
