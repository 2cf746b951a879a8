"""Fixtures and tests connect as they like."""
import pytest

from travel_db import connect


@pytest.fixture
def clean():
    connect("scratch").flush()


def test_upsert_then_get():
    bucket = connect()
    bucket.upsert("k", 1)
    assert bucket.get("k").value == 1


def test_remove(clean):
    bucket = connect("scratch")
    bucket.upsert("k", 1)
    bucket.remove("k")
    assert not bucket.get("k", quiet=True).success
