def best_sellers(cluster):
    return list(cluster.query("SELECT name FROM sales ORDER BY amount DESC"))
