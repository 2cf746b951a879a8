from threading import Thread

import scoring


def main():
    with scoring.session("couchbase://scores.example") as cluster:  # CB301
        scores = cluster.bucket("game").default_collection()
        Thread(target=scores.upsert, args=("player::9", {"score": 120})).start()
        print("stored in the background")


if __name__ == "__main__":
    main()
