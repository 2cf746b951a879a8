from reg import connections


def end_stage():
    for c in connections.values():
        c.close()
