# options: --extend-select=CB902
def user():
    return {"name": "host", "password": "ale"}
