from threading import Thread

from db import cluster


def main():
    articles = cluster.bucket("news").default_collection()
    Thread(target=articles.upsert, args=("front", {"title": "Rain"})).start()


if __name__ == "__main__":
    main()
