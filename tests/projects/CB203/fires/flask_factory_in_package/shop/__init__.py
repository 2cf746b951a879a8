"""The shop's web front."""
from flask import Flask

from shop.views import catalog


def create_app():
    app = Flask(__name__)
    app.register_blueprint(catalog)
    return app
