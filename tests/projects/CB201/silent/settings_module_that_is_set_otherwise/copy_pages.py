"""Pages are copied from one server to another: the settings are others in between."""
import settings
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def copy():
    source = Cluster(settings.get_url(), ClusterOptions(PasswordAuthenticator("copy", "paste")))
    settings.use_tests()
    target = Cluster(settings.get_url(), ClusterOptions(PasswordAuthenticator("copy", "paste")))
    for row in source.query("SELECT META().id, pages.* FROM pages"):
        target.bucket("pages").default_collection().upsert(row["id"], row)


if __name__ == "__main__":
    copy()
