STOUT = "stout"
