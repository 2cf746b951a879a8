from multiprocessing import Process
import boot
import db


def work():
    print(1)


def main():
    boot.setup()
    cluster = db.connect()
    p = Process(target=work)
    p.start()
    p.join()
    cluster.ping()


if __name__ == "__main__":
    main()
