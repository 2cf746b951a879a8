# options: --extend-select=CB901
def hang_up(bucket):
    print("bye")
    bucket._close()
