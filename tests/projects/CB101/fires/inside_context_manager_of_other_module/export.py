from multiprocessing import Process

from db.session import session


def _write(path, lines):
    with open(path, "w") as target:
        target.writelines(lines)


def main():
    with session("patients") as patients:
        lines = patients.get("list").value
        writer = Process(target=_write, args=("patients.txt", lines))
        writer.start()  # CB101: "opened in db/session.py line 8"
    writer.join()


if __name__ == "__main__":
    main()
