"""Two steps below main(), each reached once, with different clusters."""
from .db import connect


def _read():
    cluster = connect("old.example.com")
    rows = list(cluster.query("SELECT META(u).id, u.* FROM users u"))
    cluster.close()
    return rows


def _write(rows):
    cluster = connect("new.example.com")
    users = cluster.bucket("users").default_collection()
    for row in rows:
        users.upsert(row["id"], row)
    cluster.close()


def main():
    rows = _read()
    if rows:
        _write(rows)


if __name__ == "__main__":
    main()
