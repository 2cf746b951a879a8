from reg import connections


def end_stage():
    connections.clear()
