from twisted.internet.threads import deferToThread


def beside(function, *args):
    """Run a function that blocks where it holds up nobody."""
    return deferToThread(function, *args)
