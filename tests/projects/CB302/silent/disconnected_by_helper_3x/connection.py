def leave(cluster):
    cluster.disconnect()
