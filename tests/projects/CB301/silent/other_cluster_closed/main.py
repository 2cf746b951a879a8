from threading import Thread

import clusters


def main():
    open_orders = clusters.orders.bucket("orders").default_collection()
    Thread(target=open_orders.touch, args=("order::1", 60)).start()
    clusters.close_audit()


if __name__ == "__main__":
    main()
