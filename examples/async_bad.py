"""Writes one log entry, without waiting for the server: neither the write nor the close ever happens."""

import asyncio
import sys

from acouchbase.cluster import AsyncCluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def main(password):
    login = ClusterOptions(PasswordAuthenticator("log", password))
    cluster = await AsyncCluster.connect("couchbases://db.example.com", login)
    entries = cluster.bucket("log").default_collection()
    entries.upsert("entry", {"text": sys.stdin.read()})
    cluster.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
