# options: --extend-select=CB901
def hang_up(stream):
    stream._close()
