import multiprocessing
import sys

from .store import connect


def _total(invoice):
    return sum(invoice["amounts"])


def main():
    cluster = connect(sys.argv[1])
    invoices = list(cluster.query("SELECT amounts FROM billing"))
    with multiprocessing.Pool(4) as pool:  # CB101: "opened in billing/store.py line 8"
        print(sum(pool.map(_total, invoices)))
