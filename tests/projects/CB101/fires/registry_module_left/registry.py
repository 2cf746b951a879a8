ITEMS = {}


def register(name, item):
    ITEMS[name] = item
    return item


def get(name):
    return ITEMS[name]


def clear():
    for item in ITEMS.values():
        item.close()
    ITEMS.clear()
