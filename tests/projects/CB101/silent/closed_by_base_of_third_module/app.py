from multiprocessing import Process
from couchbase.bucket import Bucket, LOCKMODE_WAIT
from holder import Holder


def work():
    print("x")


def main():
    holder = Holder(Bucket("couchbase://db/b", username="u", password="p", lockmode=LOCKMODE_WAIT))
    holder.close_all()
    p = Process(target=work)
    p.start()


if __name__ == "__main__":
    main()
