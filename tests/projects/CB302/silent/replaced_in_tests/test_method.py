import pytest
from shop.stock import Stock


@pytest.fixture(autouse=True)
def level(mocker):
    return mocker.patch.object(Stock, "level", return_value=3)


def test_level():
    stock = Stock("db")
    stock.close()
    assert stock.level("pen") == 3
