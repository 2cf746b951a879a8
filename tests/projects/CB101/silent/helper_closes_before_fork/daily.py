from multiprocessing import Process

from couchbase.bucket import Bucket

from shutdown import release


def _report(numbers):
    print(sum(numbers))


def main():
    sales = Bucket("couchbase://shop.local/sales")
    numbers = sales.get("numbers").value
    release(sales)
    reporter = Process(target=_report, args=(numbers,))
    reporter.start()
    reporter.join()


if __name__ == "__main__":
    main()
