from acouchbase_analytics.cluster import AsyncCluster
from acouchbase_analytics.credential import Credential


def make_client(endpoint):
    return AsyncCluster.create_instance(endpoint, Credential.from_username_and_password("r", "r-pw"))
