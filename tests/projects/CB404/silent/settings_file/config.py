import json


def load():
    with open("config.json") as stream:
        return json.load(stream)
