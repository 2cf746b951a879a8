# options: --extend-select=CB902
import json


def load():
    with open("config.json") as stream:
        return json.load(stream)
