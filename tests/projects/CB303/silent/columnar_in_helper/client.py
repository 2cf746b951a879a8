from acouchbase_columnar.cluster import AsyncCluster
from acouchbase_columnar.credential import Credential


def make_client(connstr):
    return AsyncCluster.create_instance(connstr, Credential.from_username_and_password("r", "r-pw"))
