def _stop():
    print("the printer stops")
