import asyncio

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions
from repository import Repository


async def main():
    cluster = await Cluster.connect("couchbase://bf.example", ClusterOptions(PasswordAuthenticator("b", "f")))
    repository = Repository(cluster.bucket("bf").default_collection())
    await asyncio.gather(*[repository.save(key, {}) for key in ("a", "b")])
    saving = repository.save("c", {})
    print(await repository.load("a"), await saving)
    await cluster.close()


asyncio.run(main())
