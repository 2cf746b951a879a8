def late_trains(cluster):
    return cluster.query("SELECT number, delay FROM trains WHERE delay > 10")
