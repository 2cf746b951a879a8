import os

import handles


def main():
    dirty = handles.rooms().get("dirty").content_as[list]
    pid = os.fork()  # CB102: "opened in handles.py line 10"
    if pid == 0:
        for room in dirty:
            handles.rooms().upsert(room, {"clean": True})
        os._exit(0)
    os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
