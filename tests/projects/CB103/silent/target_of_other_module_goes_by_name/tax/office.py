# Of a function its name is sent: module and defaults are made anew in the child.
import multiprocessing

from tax import tasks


def main():
    multiprocessing.set_start_method("spawn")
    official = multiprocessing.Process(target=tasks.check, args=("f-1",))
    official.start()
    official.join()


if __name__ == "__main__":
    main()
