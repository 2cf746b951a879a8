from unittest.mock import patch

import requests
from shop import stock


@patch("shop.stock.log")
def check_close(log):
    found = stock.Stock("db")
    found.close()
    found.level("pen")  # CB302


@patch("shop.other.Cluster")
def check_level(cluster):
    with patch.object(stock, "xx"):
        found = stock.Stock("db")
        found.close()
        found.level("pen")  # CB302


def change_price(sku):
    requests.patch("https://shop.stock.Cluster/", json={"price": 3})
    found = stock.Stock("db")
    found.close()
    found.level(sku)  # CB302
