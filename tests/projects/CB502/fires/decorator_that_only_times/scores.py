import os
from threading import Thread

from couchbase.bucket import Bucket
from timing import timed

bucket = Bucket("couchbase://scores.example/scores", password=os.environ["SCORES_PASSWORD"])


@timed
def add(player, points):
    score = bucket.get(player, quiet=True).value or 0
    bucket.upsert(player, score + points)


def play(players):
    threads = [Thread(target=add, args=(player, 10)) for player in players]
    for thread in threads:
        thread.start()  # CB502: "several threads"
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    play(["ann", "bob"])
