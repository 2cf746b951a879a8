from couchbase.cluster import Cluster, PasswordAuthenticator

_cluster = Cluster("couchbase://lib-1,lib-2")
_cluster.authenticate(PasswordAuthenticator("lib", "lib-pw"))
books = _cluster.open_bucket("books")
loans = _cluster.open_bucket("loans")


def close_loans():
    loans._close()
