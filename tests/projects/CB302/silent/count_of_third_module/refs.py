_count = 0


def up():
    global _count
    _count += 1


def down():
    global _count
    _count -= 1
    return _count == 0
