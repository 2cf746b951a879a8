"""One connection for each bucket, as the constants of the settings say."""
import settings
from db import connect

orders = connect(settings.ORDERS_URL)
stock = connect(settings.STOCK_URL)


def ship(order_id):
    for line in orders.get(order_id).value["lines"]:
        stock.counter(line["sku"], delta=-line["count"])
