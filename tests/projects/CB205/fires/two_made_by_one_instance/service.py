from dao import Dao


class Service:
    def __init__(self):
        self.orders = Dao("orders")
        self.customers = Dao("customers")  # CB205

    def customer_of(self, key):
        order = self.orders.documents.get(key).content_as[dict]
        return self.customers.documents.get(order["customer"]).content_as[dict]


service = Service()
