import report
import sales

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    cluster = Cluster("couchbases://sales.example", ClusterOptions(PasswordAuthenticator("sale", "sale-pw")))
    try:
        result = sales.best_sellers(cluster)
    finally:
        cluster.close()
    report.print_rows("best sellers", result)  # CB302


if __name__ == "__main__":
    main()
