from multiprocessing import Process

from app.db import orders


def _ship(key):
    orders.replace(key, {"state": "shipped"})


def main():
    for key in orders.get("open").value:
        clerk = Process(target=_ship, args=(key,))
        clerk.start()  # CB102: "opened in app/db.py line 3"
        clerk.join()


if __name__ == "__main__":
    main()
