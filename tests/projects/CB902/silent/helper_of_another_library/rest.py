# options: --extend-select=CB902
import requests


def session(user, password):
    made = requests.Session()
    made.auth = (user, password)
    return made
