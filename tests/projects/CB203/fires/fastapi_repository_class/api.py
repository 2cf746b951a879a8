"""The interface for couriers."""
from fastapi import FastAPI

import repositories.orders as orders

app = FastAPI(title="Courier")


@app.get("/orders/{number}")
def read(number: str):
    return orders.OrderRepository().find(number)  # CB203


@app.post("/orders/{number}/delivered")
def delivered(number: str):
    repository = orders.OrderRepository()  # CB203
    repository.save(number, {**repository.find(number), "delivered": True})
