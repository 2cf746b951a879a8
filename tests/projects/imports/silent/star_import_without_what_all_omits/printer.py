def stop():
    print("the printer stops")
