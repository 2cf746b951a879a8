from couchbase.bucket import Bucket

from background import in_background

albums = Bucket("couchbase://photo.local/albums")


@in_background
def _resize(path):
    print("resizing", path)


if __name__ == "__main__":
    for path in albums.get("new").value:
        job = _resize(path)  # CB101: "opened on line 5"
        job.join()
