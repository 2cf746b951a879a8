bucket = {}
