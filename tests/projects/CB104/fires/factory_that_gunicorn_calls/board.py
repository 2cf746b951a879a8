from flask import Flask
from store import connected


def create_app():
    app = Flask(__name__)
    app.posts = connected()  # CB104: "as Procfile says"
    return app


def report():
    return connected()
