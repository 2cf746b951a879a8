from multiprocessing import Process

import cbx
import stage


def crunch():
    print(1)


def main():
    a = cbx.get("h1").bucket("b").default_collection()
    print(a.get("numbers").content_as[list])
    stage.end_stage()
    p = Process(target=crunch)
    p.start()


if __name__ == "__main__":
    main()
