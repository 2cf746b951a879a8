from multiprocessing import Process


def plough():
    print("ploughing")


def main():
    # The import is late, and still before the fork.
    from db import bucket

    print(bucket.get("field:1").value)
    Process(target=plough).start()  # CB101: "opened in db.py line 3"


if __name__ == "__main__":
    main()
