SCORES = "scores"
