# options: --extend-select=CB903
def report(bucket, name):
    return f"nothing about {name}"
