from . import keepers


def keeper_of(key):
    return keepers.keeper(key)
