closed = False


def mark():
    print("closed")
