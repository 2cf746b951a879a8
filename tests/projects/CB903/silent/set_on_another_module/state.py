# options: --extend-select=CB903
bucket = None
