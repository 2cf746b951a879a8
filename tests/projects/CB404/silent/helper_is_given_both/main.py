from options import options


def build(auth, development):
    return options(auth, "none" if development else "peer")
