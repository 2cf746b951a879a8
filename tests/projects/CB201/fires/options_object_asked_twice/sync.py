"""Copy a table; the reader is still there when the writer asks."""
from options import Options


def main():
    options = Options()
    reader = options.Cluster()
    writer = options.Cluster()  # CB201
    target = writer.bucket("copies").default_collection()
    for row in reader.query("SELECT META(t).id, t.* FROM tables t"):
        target.upsert(row["id"], row)


if __name__ == "__main__":
    main()
