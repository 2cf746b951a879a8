def best_sellers(cluster):
    return cluster.query("SELECT name FROM sales ORDER BY amount DESC")
