def release(cluster):
    cluster.disconnect()
