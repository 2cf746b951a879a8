from .connection import open_weather
from .server import make_app

__all__ = ["make_app", "open_weather"]
