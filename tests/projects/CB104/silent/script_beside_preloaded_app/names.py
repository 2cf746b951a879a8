NAMES = ("alps", "coast")
