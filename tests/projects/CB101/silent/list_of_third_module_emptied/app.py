import conn
import drop
from multiprocessing import Process


def work():
    print("w")


def main():
    print(conn.open_bucket("a").get("x").value)
    drop.all()
    p = Process(target=work)
    p.start()
    p.join()


if __name__ == "__main__":
    main()
