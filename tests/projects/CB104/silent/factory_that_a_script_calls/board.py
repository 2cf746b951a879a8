from flask import Flask
from store import connected


def create_app():
    app = Flask(__name__)
    app.posts = connected()
    return app


def report():
    return connected()
