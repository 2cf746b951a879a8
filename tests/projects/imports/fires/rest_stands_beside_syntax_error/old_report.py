# For Python 2 only.
def report(name):
    print "report", name
