import hooks
from couchbase.exceptions import CouchbaseException


class Base:
    cluster = None

    def stop(self):
        self.cluster.close()
        for h in hooks.HOOKS:
            h(self.cluster)
