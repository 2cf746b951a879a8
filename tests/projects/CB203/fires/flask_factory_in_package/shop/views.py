"""The pages of the catalogue."""
from flask import Blueprint, render_template

from .db import connect

catalog = Blueprint("catalog", __name__)


@catalog.route("/product/<sku>")
def product(sku):
    products = connect().bucket("shop").scope("public").collection("products")  # CB203
    return render_template("product.html", product=products.get(sku).content_as[dict])


@catalog.get("/product/<sku>/stock")
def stock(sku):
    cluster = connect()  # CB203
    try:
        return cluster.bucket("shop").default_collection().get(f"stock::{sku}").content_as[dict]
    finally:
        cluster.close()
