from unittest.mock import MagicMock, patch

import pytest
from shop import stock


def test_factory():
    with patch.object(stock, "connected") as connected:
        found = stock.Stock("db")
        found.close()
        found.level("pen")
        connected.assert_called_once_with("db")


@pytest.fixture
def closed_stock(monkeypatch):
    monkeypatch.setattr(stock, "connected", MagicMock())
    found = stock.Stock("db")
    found.close()
    return found.level("pen")
