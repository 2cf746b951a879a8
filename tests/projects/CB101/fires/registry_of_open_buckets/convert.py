import os

from registry import Registry


def main():
    songs = Registry.bucket("songs")
    title = songs.get("next").value
    del songs
    child = os.fork()  # CB101: "opened in registry.py line 10"
    if not child:
        print("converting", title)
        return
    os.waitpid(child, 0)


if __name__ == "__main__":
    main()
