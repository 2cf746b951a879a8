"""A load test: there are as many users as the tester asks for."""
from locust import User, constant, task

from perf_db import connect


class Shopper(User):
    wait_time = constant(1)

    def __init__(self, environment):
        super().__init__(environment)
        self.cluster = connect()  # CB205
        self.basket = self.cluster.bucket("baskets").default_collection()

    @task
    def put(self):
        self.basket.upsert("basket::1", {"items": [1, 2, 3]})
