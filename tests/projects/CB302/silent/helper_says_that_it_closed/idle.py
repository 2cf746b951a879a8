def stop_if_idle(cluster, jobs):
    if jobs:
        return False
    cluster.close()
    return True
