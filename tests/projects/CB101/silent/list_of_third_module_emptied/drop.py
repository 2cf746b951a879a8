import store


def all():
    while store.items:
        store.items.pop()._close()
