"""Two names, and two connections behind them."""
import sys

from mixins import WithBucket


class Reports(WithBucket):
    def __init__(self, year):
        self.year = year

    def key(self, name):
        return "%s::%d" % (name, self.year)


def main():
    reports = Reports(2019)
    source = reports.bucket
    target = reports.bucket  # CB201
    for name in sys.argv[1:]:
        target.upsert(reports.key(name), source.get(name).value)


if __name__ == "__main__":
    main()
