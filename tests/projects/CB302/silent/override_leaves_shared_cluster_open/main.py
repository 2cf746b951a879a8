from shared import SharedRepository

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    cluster = Cluster("couchbase://farm.example", ClusterOptions(PasswordAuthenticator("farm", "farm-pw")))
    animals = SharedRepository(cluster)
    animals.documents.upsert("cow", {"name": "Rosa"})
    animals.close()
    fields = SharedRepository(cluster)
    fields.documents.upsert("field", {"size": 3})
    cluster.close()


if __name__ == "__main__":
    main()
