from unittest import mock
from unittest.mock import patch

from shop.stock import Stock


@patch("shop.stock.Cluster")
def test_close_is_handed_on(cluster):
    stock = Stock("db")
    stock.close()
    stock.level("pen")
    cluster.return_value.close.assert_called_once()


class TestStock:
    @mock.patch("shop.stock.Cluster")
    async def test_level(self, cluster):
        assert Stock("db").level("pen")
