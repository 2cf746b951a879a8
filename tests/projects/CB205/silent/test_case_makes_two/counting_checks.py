"""A test may make as many of the objects as it needs."""
import unittest

from counting import Counter


class CounterTest(unittest.TestCase):
    def setUp(self):
        self.scratch = Counter("scratch")

    def test_counts_apart(self):
        left, right = Counter("left"), Counter("right")
        self.assertEqual(left.next(), right.next())

    def test_goes_up(self):
        self.assertLess(self.scratch.next(), self.scratch.next())
