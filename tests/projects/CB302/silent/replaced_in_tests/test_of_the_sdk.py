from unittest.mock import patch

from shop.stock import Stock


@patch("couchbase.cluster.Cluster")
def test_level_after_close(cluster):
    stock = Stock("db")
    stock.close()
    assert stock.level("pen")
