"""The bucket may be passed in, but no caller does."""
from forum_db import open_posts


def _save(key, document, bucket=None):
    if bucket is None:
        bucket = open_posts()  # CB204
    bucket.upsert(key, document)


def main():
    _save("post::1", {"text": "hello"})
    _save("post::2", {"text": "again"})


if __name__ == "__main__":
    main()
