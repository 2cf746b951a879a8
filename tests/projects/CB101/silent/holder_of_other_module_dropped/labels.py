from multiprocessing import Process

from reader import Reader


def _print_labels(names):
    print(*names, sep="\n")


def main():
    reader = Reader("couchbase://post.local/customers")
    names = reader.names()
    del reader
    printer = Process(target=_print_labels, args=(names,))
    printer.start()
    printer.join()


if __name__ == "__main__":
    main()
