from multiprocessing import Process
from couchbase.bucket import Bucket, LOCKMODE_WAIT
from repos import Users


def work(users):
    print(users.find("x"))


def main():
    users = Users(Bucket("couchbase://db/b", username="u", password="p", lockmode=LOCKMODE_WAIT))
    p = Process(target=work, args=(users,))
    p.start()  # CB102


if __name__ == "__main__":
    main()
