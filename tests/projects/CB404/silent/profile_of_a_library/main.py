from couchbase.options import ClusterOptions

from profiles import WAN


def options(auth):
    made = ClusterOptions(auth)
    made.apply_profile(WAN)
    return made
