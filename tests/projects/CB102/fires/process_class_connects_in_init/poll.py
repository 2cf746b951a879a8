# __init__ runs in the parent, run() in the child.
from feeds import FeedReader


def main():
    reader = FeedReader("couchbase://feeds.local")
    reader.start()  # CB102: "opened in feeds/reader.py line 11"
    reader.join()


if __name__ == "__main__":
    main()
