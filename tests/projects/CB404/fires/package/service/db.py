from couchbase_columnar.cluster import Cluster
from couchbase_columnar.options import ClusterOptions

from service.security import SECURITY


def connect(credential):
    return Cluster.create_instance("couchbases://columnar.local", credential, ClusterOptions(security_options=SECURITY))
