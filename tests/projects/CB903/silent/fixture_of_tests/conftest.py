# options: --extend-select=CB903
import pytest

from couchbase.bucket import Bucket


@pytest.fixture
def beers():
    return Bucket("couchbase://pub.local/beers", password=input())
