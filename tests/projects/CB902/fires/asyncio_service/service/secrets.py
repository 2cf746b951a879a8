# options: --extend-select=CB902
def password():
    return "hard-coded"
