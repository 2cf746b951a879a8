closed = False


def mark():
    global closed
    closed = True
