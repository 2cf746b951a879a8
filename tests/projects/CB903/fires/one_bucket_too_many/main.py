# options: --extend-select=CB903
from cluster import login


def main():
    cluster = login(input())
    orders = cluster.open_bucket("orders")
    drafts = cluster.open_bucket("drafts")  # CB903: "Bucket 'drafts'"
    print(orders.get("1").value)


main()
