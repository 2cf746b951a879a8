# options: --extend-select=CB903
def report(bucket, name):
    return bucket.get(name).value
