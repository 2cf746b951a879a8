def stop(cluster, log):
    cluster.close()
    log(cluster.ping())
