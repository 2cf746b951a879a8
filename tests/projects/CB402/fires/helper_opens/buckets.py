def bucket_of(cluster, name, password):
    return cluster.open_bucket(name, password=password)
