def bucket_of(cluster, name):
    return cluster.open_bucket(name)
