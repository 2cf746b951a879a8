import report
import sales

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    cluster = Cluster("couchbases://sales.example", ClusterOptions(PasswordAuthenticator("sale", "sale-pw")))
    rows = sales.best_sellers(cluster)
    cluster.close()
    report.print_rows(rows)


if __name__ == "__main__":
    main()
