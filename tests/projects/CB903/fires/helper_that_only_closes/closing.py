# options: --extend-select=CB903
def hang_up(bucket):
    bucket._close()
