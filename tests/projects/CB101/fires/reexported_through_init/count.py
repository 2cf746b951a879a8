import os

import warehouse


def main():
    pid = os.fork()  # CB101: "opened in warehouse/client.py line 6"
    if pid == 0:
        print("counting in", os.getpid())
        raise SystemExit(0)
    os.waitpid(pid, 0)
    warehouse.stock.upsert("counted", True)


if __name__ == "__main__":
    main()
