bucket = None
