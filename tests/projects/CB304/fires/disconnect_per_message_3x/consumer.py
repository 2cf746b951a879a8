import dramatiq

from db import cluster


@dramatiq.actor
def store(message):
    for row in cluster.query("SELECT COUNT(*) AS n FROM inbox"):
        print(row["n"], message)
    cluster.disconnect()  # CB304: "store()"
