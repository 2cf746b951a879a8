from multiprocessing import Process

from band.models import Song


def play(key):
    print(Song(key).load())


if __name__ == "__main__":
    Process(target=play, args=("song:2",)).start()  # CB102: "opened in band/db.py line 5"
