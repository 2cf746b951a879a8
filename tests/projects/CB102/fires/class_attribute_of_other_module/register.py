from multiprocess import Process

from names import Registry as Names


def main():
    child = Process(target=Names.add, args=("eve",))
    child.start()  # CB102: "opened in names/registry.py line 5"
    child.join()


if __name__ == "__main__":
    main()
