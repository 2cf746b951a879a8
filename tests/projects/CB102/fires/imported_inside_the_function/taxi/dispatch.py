import multiprocessing


def _bill(rides, number):
    rides.upsert(number, {"billed": True})


def main():
    from taxi import rides as store

    clerk = multiprocessing.Process(target=_bill, args=(store.rides, "r-1"))
    clerk.start()  # CB102: "opened in taxi/rides.py line 3"
    clerk.join()


if __name__ == "__main__":
    main()
